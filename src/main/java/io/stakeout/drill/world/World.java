package io.stakeout.drill.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that the drill's cloud knows and that is decided upon: an immutable value, so that what was true a moment ago can
 * be kept beside what is true now.
 *
 * @param accounts by id; {@code aws} holds AWS's own managed policies
 * @param buckets by name
 */
public final class World {

    /** The owner of AWS's own managed policies, as their ARNs say. */
    public static final String AWS = "aws";

    /** An access key and whose it is. */
    public record KeyOwner(User user, AccessKey key) {}

    private final Map<String, Account> accounts;
    private final Organization organization;
    private final Map<String, Bucket> buckets;
    private final Map<String, KeyOwner> keys;

    public World(Map<String, Account> accounts, Organization organization, Map<String, Bucket> buckets) {
        this.accounts = Ordered.copy(accounts);
        this.organization = organization;
        this.buckets = Ordered.copy(buckets);
        this.keys = keys(accounts);
    }

    private static Map<String, KeyOwner> keys(Map<String, Account> accounts) {
        Map<String, KeyOwner> keys = new LinkedHashMap<>();
        accounts.values()
                .forEach(account -> account.users()
                        .values()
                        .forEach(user -> user.credentials()
                                .keys()
                                .values()
                                .forEach(key -> keys.put(key.id(), new KeyOwner(user, key)))));
        return keys;
    }

    public Map<String, Account> accounts() {
        return accounts;
    }

    public Organization organization() {
        return organization;
    }

    public Map<String, Bucket> buckets() {
        return buckets;
    }

    /** The account; one that nobody has heard of is empty. */
    public Account account(String id) {
        return accounts.getOrDefault(id, new Account(id));
    }

    public Optional<KeyOwner> keyOwner(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    public Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** A managed policy of any account, or of AWS. */
    public Optional<ManagedPolicy> managedPolicy(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6
                ? Optional.empty()
                : Optional.ofNullable(account(parts[4]).policies().get(arn));
    }

    public World with(Account account) {
        return new World(Ordered.with(accounts, account.id(), account), organization, buckets);
    }

    /** With one account changed. */
    public World change(String account, UnaryOperator<Account> change) {
        return with(change.apply(account(account)));
    }

    public World with(Organization changed) {
        return new World(accounts, changed, buckets);
    }

    public World with(Bucket bucket) {
        return new World(accounts, organization, Ordered.with(buckets, bucket.name(), bucket));
    }

    public World withoutBucket(String name) {
        return new World(accounts, organization, Ordered.without(buckets, name));
    }
}
