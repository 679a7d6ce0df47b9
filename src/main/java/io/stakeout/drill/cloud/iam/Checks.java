package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.policy.Principal;

/** Reads parameters, and refuses those that IAM refuses before it looks at anything else. */
final class Checks {

    static final int LONGEST_USER_NAME = 64;
    static final int LONGEST_NAME = 128;

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]{1,510}/");
    private static final Pattern POLICY_ARN = Pattern.compile("arn:aws:iam::(\\d{12}|aws):policy/[\\w+=,.@/-]{1,1024}");

    private Checks() {}

    static String name(Call call, String parameter, int longest) throws ApiError {
        String name = call.parameters().text(parameter);
        if (name.length() > longest) {
            throw constraint(name, parameter, "Member must have length less than or equal to " + longest);
        }
        if (!NAME.matcher(name).matches()) {
            throw ApiError.validation("The specified value for " + camel(parameter)
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return name;
    }

    static String userName(Call call) throws ApiError {
        return name(call, "UserName", LONGEST_USER_NAME);
    }

    /** The user that is named; without a name the one who calls. */
    static String userNameOrOwn(Call call) throws ApiError {
        if (call.parameters().has("UserName")) {
            return userName(call);
        }
        if (call.caller().principal().kind() != Principal.Kind.USER) {
            throw ApiError.validation("Must specify userName when calling with non-User credentials");
        }
        return call.caller().owner();
    }

    static String path(Call call) throws ApiError {
        String path = call.parameters().find("Path").orElse("/");
        if (!PATH.matcher(path).matches()) {
            throw ApiError.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    /** What the paths of a list must begin with. */
    static String pathPrefix(Call call) {
        return call.parameters().find("PathPrefix").orElse("/");
    }

    /** Whether a key or credential is to be active. */
    static boolean active(Call call) throws ApiError {
        String status = oneOf(call, "Status", "Active", "Inactive")
                .orElse(call.parameters().text("Status"));
        return status.equals("Active");
    }

    static Optional<String> oneOf(Call call, String parameter, String... values) throws ApiError {
        Optional<String> value = call.parameters().find(parameter);
        if (value.isPresent() && !List.of(values).contains(value.get())) {
            throw constraint(
                    value.get(), parameter, "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return value;
    }

    static String policyArn(Call call, String parameter) throws ApiError {
        String arn = call.parameters().text(parameter);
        if (!POLICY_ARN.matcher(arn).matches()) {
            throw new ApiError("InvalidInput", 400, "ARN " + arn + " is not valid.");
        }
        return arn;
    }

    static ApiError constraint(String value, String parameter, String constraint) {
        return ApiError.validation("1 validation error detected: Value '" + value + "' at '" + camel(parameter)
                + "' failed to satisfy constraint: " + constraint);
    }

    private static String camel(String parameter) {
        return Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
    }
}
