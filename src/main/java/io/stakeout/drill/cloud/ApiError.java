package io.stakeout.drill.cloud;

/** An answer of AWS that is an error: its code, its message and the HTTP status. */
public final class ApiError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    public ApiError(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    public static ApiError notImplemented(String what) {
        return new ApiError("NotImplemented", 501, what + " is not part of the drill's cloud.");
    }

    public static ApiError validation(String message) {
        return new ApiError("ValidationError", 400, message);
    }

    public static ApiError noSuchEntity(String message) {
        return new ApiError("NoSuchEntity", 404, message);
    }

    public static ApiError alreadyExists(String message) {
        return new ApiError("EntityAlreadyExists", 409, message);
    }

    public static ApiError limitExceeded(String message) {
        return new ApiError("LimitExceeded", 409, message);
    }

    public static ApiError deleteConflict(String message) {
        return new ApiError("DeleteConflict", 409, message);
    }

    public static ApiError malformedPolicy(String message) {
        return new ApiError("MalformedPolicyDocument", 400, message);
    }

    public static ApiError throttled() {
        return new ApiError("Throttling", 400, "Rate exceeded");
    }

    public String code() {
        return code;
    }

    /** The code as CloudTrail tells it: IAM's with their full names, every refusal by the same one. */
    String recordedCode() {
        return switch (code) {
            case "AccessDeniedException" -> "AccessDenied";
            case "NoSuchEntity",
                    "EntityAlreadyExists",
                    "LimitExceeded",
                    "DeleteConflict",
                    "MalformedPolicyDocument",
                    "InvalidInput",
                    "UnmodifiableEntity" -> code + "Exception";
            case "ValidationError" -> "ValidationException";
            default -> code;
        };
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
