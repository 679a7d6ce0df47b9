package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Optional;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.policy.Principal;
import io.stakeout.drill.world.LoginProfile;
import io.stakeout.drill.world.User;

/**
 * Console passwords. A password is looked at once and kept nowhere, so that the old one can't be checked when it is
 * changed: any will do.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">The
 *     default password policy</a>
 */
final class LoginOperations {

    private static final int SHORTEST = 8;

    private LoginOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.write(Api.IAM, "CreateLoginProfile", Resources::userOrOwn, LoginOperations::create),
                Operation.read(Api.IAM, "GetLoginProfile", Resources::userOrOwn, LoginOperations::get),
                Operation.write(Api.IAM, "UpdateLoginProfile", Resources::user, LoginOperations::update),
                Operation.write(Api.IAM, "DeleteLoginProfile", Resources::userOrOwn, LoginOperations::delete),
                Operation.write(
                        Api.IAM,
                        "ChangePassword",
                        call -> List.of(Resources.user(call, own(call))),
                        LoginOperations::changePassword));
    }

    private static Answer create(Call call) throws ApiError {
        longEnough(call.parameters().text("Password"));
        LoginProfile login = new LoginProfile(call.time(), call.parameters().flag("PasswordResetRequired"));
        User changed = Changes.user(call, Checks.userNameOrOwn(call), user -> {
            if (user.credentials().login().isPresent()) {
                throw ApiError.alreadyExists("Login Profile for user " + user.name() + " already exists.");
            }
            return user.with(user.credentials().with(Optional.of(login)));
        });
        return Answer.of(Answer.node().set("LoginProfile", Views.login(changed, login)));
    }

    private static Answer get(Call call) throws ApiError {
        User user = Found.user(call.account(), Checks.userNameOrOwn(call));
        return Answer.of(Answer.node().set("LoginProfile", Views.login(user, Found.login(user))));
    }

    private static Answer update(Call call) throws ApiError {
        Optional<String> password = call.parameters().find("Password");
        if (password.isPresent()) {
            longEnough(password.get());
        }
        boolean told = call.parameters().has("PasswordResetRequired");
        Changes.user(call, Checks.userName(call), user -> {
            LoginProfile login = Found.login(user);
            boolean reset = told ? call.parameters().flag("PasswordResetRequired") : login.resetRequired();
            return user.with(user.credentials().with(Optional.of(new LoginProfile(login.created(), reset))));
        });
        return Answer.nothing();
    }

    private static Answer delete(Call call) throws ApiError {
        Changes.user(call, Checks.userNameOrOwn(call), user -> {
            Found.login(user);
            return user.with(user.credentials().with(Optional.empty()));
        });
        return Answer.nothing();
    }

    private static Answer changePassword(Call call) throws ApiError {
        call.parameters().text("OldPassword");
        longEnough(call.parameters().text("NewPassword"));
        Changes.user(call, own(call), user -> {
            LoginProfile login = new LoginProfile(Found.login(user).created(), false);
            return user.with(user.credentials().with(Optional.of(login)));
        });
        return Answer.nothing();
    }

    private static String own(Call call) throws ApiError {
        if (call.caller().principal().kind() != Principal.Kind.USER) {
            throw new ApiError("InvalidUserType", 400, "Only an IAM user can change its own password.");
        }
        return call.caller().owner();
    }

    private static void longEnough(String password) throws ApiError {
        if (password.length() < SHORTEST) {
            throw new ApiError("PasswordPolicyViolation", 400, "Password should have a minimum length of " + SHORTEST);
        }
    }
}
