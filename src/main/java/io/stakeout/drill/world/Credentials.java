package io.stakeout.drill.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an IAM user authenticates with.
 *
 * @param keys access keys by id
 * @param mfaDevices serial numbers
 */
public record Credentials(
        Map<String, AccessKey> keys,
        Optional<LoginProfile> login,
        Map<String, OtherCredential> others,
        List<String> mfaDevices) {

    public static final Credentials NONE = new Credentials(Map.of(), Optional.empty(), Map.of(), List.of());

    public Credentials {
        keys = Ordered.copy(keys);
        others = Ordered.copy(others);
        mfaDevices = List.copyOf(mfaDevices);
    }

    public Credentials with(AccessKey key) {
        return new Credentials(Ordered.with(keys, key.id(), key), login, others, mfaDevices);
    }

    public Credentials withoutKey(String id) {
        return new Credentials(Ordered.without(keys, id), login, others, mfaDevices);
    }

    public Credentials with(Optional<LoginProfile> changed) {
        return new Credentials(keys, changed, others, mfaDevices);
    }

    public Credentials with(OtherCredential other) {
        return new Credentials(keys, login, Ordered.with(others, other.id(), other), mfaDevices);
    }

    public Credentials withoutOther(String id) {
        return new Credentials(keys, login, Ordered.without(others, id), mfaDevices);
    }

    public Credentials withMfaDevices(List<String> changed) {
        return new Credentials(keys, login, others, changed);
    }
}
