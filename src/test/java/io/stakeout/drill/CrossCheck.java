package io.stakeout.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One generated case: a policy, whose it is, and a call. Actions and resources are few, so that they meet.
 *
 * @param document the only policy that the caller has
 */
record CrossCheck(Who caller, String document, CrossCheckedCall call) {

    /** Who calls. */
    enum Who {
        USER,
        SESSION
    }

    private static final List<String> ACTIONS = List.of(
            "*",
            "iam:*",
            "s3:*",
            "sts:*",
            "iam:Get*",
            "iam:List*",
            "iam:List*Policies",
            "iam:*User*",
            "iam:GetRole",
            "iam:ListUsers",
            "s3:Get*",
            "s3:List*",
            "s3:*Bucket*",
            "s3:GetBucket*",
            "s3:*Object",
            "s3:ListAllMyBuckets",
            "s3:ListBucket",
            "s3:GetObject",
            "sts:GetFederationToken",
            "sts:Get*");

    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::*",
            "arn:aws:s3:::acme-*",
            "arn:aws:s3:::acme-reports",
            "arn:aws:s3:::acme-reports*",
            "arn:aws:s3:::acme-reports/*",
            "arn:aws:s3:::*/daily/*",
            "arn:aws:s3:::acme-customer-exports",
            "arn:aws:s3:::acme-customer-exports/2026/*",
            "arn:aws:s3:::acme-customer-exports/2026/customers-01.csv",
            "arn:aws:iam::*:role/cross-checked",
            "arn:aws:iam::*:role/cross-*");

    /** As many cases as are asked for, the same for the same seed. */
    static List<CrossCheck> cases(long seed, int count) {
        Random random = new Random(seed);
        return repeated(count, () -> any(random));
    }

    /** How AWS's walkthrough lets people see the list of buckets, and the opposite of it. */
    static List<CrossCheck> ofBucketLists() {
        String onAllOfS3 = "{\"Effect\":\"%s\",\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"arn:aws:s3:::*\"}";
        String everything = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        return Stream.of(
                        List.of(String.format(onAllOfS3, "Allow")),
                        List.of(everything, String.format(onAllOfS3, "Deny")))
                .map(statements -> of(Who.USER, statements, CrossCheckedCall.LIST_BUCKETS))
                .toList();
    }

    private static CrossCheck of(Who caller, List<String> statements, CrossCheckedCall call) {
        return new CrossCheck(caller, "{\"Version\":\"2012-10-17\",\"Statement\":" + statements + "}", call);
    }

    private static CrossCheck any(Random random) {
        CrossCheckedCall call = one(random, List.of(CrossCheckedCall.values()));
        Who caller = call.ofUsersOnly() ? Who.USER : one(random, List.of(Who.values()));
        List<String> statements = new ArrayList<>();
        statements.add(statement(random, random.nextInt(5) > 0, call));
        int more = random.nextInt(3);
        statements.addAll(repeated(more, () -> statement(random, random.nextInt(3) == 0, call)));
        return of(caller, statements, call);
    }

    private static String statement(Random random, boolean allow, CrossCheckedCall call) {
        boolean negated = random.nextInt(6) == 0;
        List<String> actions = repeated(1 + random.nextInt(2), () -> action(random, call));
        boolean everywhere = random.nextInt(2) == 0;
        List<String> resources =
                everywhere ? List.of("*") : repeated(1 + random.nextInt(2), () -> one(random, RESOURCES));
        return "{\"Effect\":\"" + (allow ? "Allow" : "Deny") + "\",\"" + (negated ? "NotAction" : "Action") + "\":"
                + texts(actions) + ",\"Resource\":" + texts(resources) + "}";
    }

    /** Every third names the call itself, lest most policies say nothing of it. */
    private static String action(Random random, CrossCheckedCall call) {
        return random.nextInt(3) == 0 ? call.action() : one(random, ACTIONS);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> List<T> repeated(int times, Supplier<T> make) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            made.add(make.get());
        }
        return made;
    }

    /** One as it is, several as a list: both are grammar. */
    private static String texts(List<String> texts) {
        return texts.size() == 1
                ? "\"" + texts.get(0) + "\""
                : texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
