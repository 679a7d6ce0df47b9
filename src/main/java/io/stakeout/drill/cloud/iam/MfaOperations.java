package io.stakeout.drill.cloud.iam;

import java.util.List;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Ordered;
import io.stakeout.drill.world.User;

/** MFA devices of users. They are as old as their user here. */
final class MfaOperations {

    private MfaOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.read(Api.IAM, "ListMFADevices", Resources::userOrOwn, MfaOperations::list),
                Operation.write(Api.IAM, "DeactivateMFADevice", Resources::userOrOwn, MfaOperations::deactivate));
    }

    private static Answer list(Call call) throws ApiError {
        User user = Found.user(call.account(), Checks.userNameOrOwn(call));
        return Page.answer(
                call,
                "MFADevices",
                user.credentials().mfaDevices(),
                serial -> Views.time(
                        Answer.node().put("UserName", user.name()).put("SerialNumber", serial),
                        "EnableDate",
                        user.entity().created()));
    }

    private static Answer deactivate(Call call) throws ApiError {
        String serial = call.parameters().text("SerialNumber");
        Changes.user(call, Checks.userNameOrOwn(call), user -> {
            List<String> devices = user.credentials().mfaDevices();
            if (!devices.contains(serial)) {
                throw ApiError.noSuchEntity("MFA device with serial number " + serial + " cannot be found.");
            }
            return user.with(user.credentials().withMfaDevices(Ordered.without(devices, serial)));
        });
        return Answer.nothing();
    }
}
