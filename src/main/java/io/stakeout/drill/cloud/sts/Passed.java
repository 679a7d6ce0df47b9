package io.stakeout.drill.cloud.sts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Parameters;
import io.stakeout.drill.policy.MalformedPolicy;
import io.stakeout.drill.policy.NamedPolicy;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.world.ManagedPolicy;

/**
 * What a caller passes into the session that it asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class Passed {

    private static final int LONGEST_POLICY = 2_048;
    private static final int MOST_POLICIES = 10;
    private static final int MOST_TAGS = 50;

    private Passed() {}

    /** The session policies; nothing when none were passed. */
    static Optional<List<NamedPolicy>> policies(Call call) throws ApiError {
        List<NamedPolicy> policies = new ArrayList<>();
        Optional<String> inline = call.parameters().find("Policy");
        if (inline.isPresent()) {
            if (inline.get().length() > LONGEST_POLICY) {
                throw new ApiError("PackedPolicyTooLarge", 400, "The session policy has more than 2,048 characters.");
            }
            policies.add(new NamedPolicy("session", Optional.empty(), parse(inline.get())));
        }
        List<Parameters> arns = call.parameters().list("PolicyArns");
        if (arns.size() > MOST_POLICIES) {
            throw ApiError.validation("A session takes at most " + MOST_POLICIES + " managed policies.");
        }
        for (Parameters arn : arns) {
            policies.add(managed(call, arn.text("arn")));
        }
        return inline.isEmpty() && arns.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(policies));
    }

    private static NamedPolicy managed(Call call, String arn) throws ApiError {
        ManagedPolicy policy = call.effective()
                .managedPolicy(arn)
                .orElseThrow(() -> ApiError.validation("Policy " + arn + " does not exist."));
        return new NamedPolicy(policy.entity().name(), Optional.of(arn), parse(policy.document()));
    }

    private static PolicyDocument parse(String document) throws ApiError {
        try {
            return PolicyDocument.parse(document, PolicyDocument.Kind.IDENTITY);
        } catch (MalformedPolicy e) {
            throw ApiError.malformedPolicy(e.getMessage());
        }
    }

    static Map<String, String> tags(Call call) throws ApiError {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Parameters tag : call.parameters().list("Tags")) {
            tags.put(tag.text("Key"), tag.find("Value").orElse(""));
        }
        if (tags.size() > MOST_TAGS) {
            throw ApiError.validation("A session takes at most " + MOST_TAGS + " tags.");
        }
        return tags;
    }

    static Set<String> transitive(Call call) {
        return new LinkedHashSet<>(call.parameters().texts("TransitiveTagKeys"));
    }

    /**
     * Whether a code of the caller's own device was given. The drill accepts any six digits: nobody has the device.
     */
    static boolean mfa(Call call) throws ApiError {
        Optional<String> serial = call.parameters().find("SerialNumber");
        Optional<String> code = call.parameters().find("TokenCode");
        if (serial.isEmpty() && code.isEmpty()) {
            return false;
        }
        boolean own = call.effectiveAccount()
                .user(call.caller().owner())
                .filter(user -> user.credentials().mfaDevices().contains(serial.orElse("")))
                .isPresent();
        if (!own || !code.orElse("").matches("\\d{6}")) {
            throw new ApiError(
                    "AccessDenied", 403, "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        return true;
    }
}
