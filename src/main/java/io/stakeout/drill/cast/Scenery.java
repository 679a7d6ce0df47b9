package io.stakeout.drill.cast;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.world.AccessKey;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Bucket;
import io.stakeout.drill.world.Credentials;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.LoginProfile;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.Organization.ServiceControlPolicy;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.Trail;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/**
 * The company that is attacked: an organization of three accounts, its people and machines, and a key of a forgotten
 * deployment user that has leaked. Account ids are those that AWS's documentation uses for examples.
 */
public final class Scenery {

    public static final String MANAGEMENT = "111122223333";
    public static final String WORKLOAD = "444455556666";
    public static final String BACKUP = "777788889999";

    public static final String REGION = "us-east-1";

    /** The instance that writes reports. */
    public static final String REPORT_INSTANCE = "i-0b7c1d2e3f4a59687";

    public static final String TRAIL = "organization-trail";

    public static final String LEAKED = "deploy-legacy";
    public static final String PARTNER = "support-partner";
    public static final String BYSTANDER = "payroll-admin";
    public static final String DEPLOY_ROLE = "deploy-production";
    /** May do everything in the workload account: whoever contains the attack. */
    public static final String RESPONDER = "ir-responder";

    /** May do everything in the management account, and so what concerns the organization. */
    public static final String ORGANIZATION_ADMIN = "organization-admin";

    public static final String REPORT_ROLE = "report-service";
    public static final String BACKUP_ROLE = "backup-admin";
    public static final String GUARDIAN_ROLE = "trail-guardian";

    /** Stakeout's own user, in the management account: it may assume the roles below and nothing else. */
    public static final String STAKEOUT = "stakeout";

    public static final String EXECUTION_ROLE = "stakeout-containment";
    public static final String ORGANIZATION_ROLE = "stakeout-organization";

    public static final String EXPORTS = "acme-customer-exports";
    public static final String REPORTS = "acme-reports";
    public static final String ARTIFACTS = "acme-build-artifacts";
    public static final String ARCHIVE = "acme-backup-archive";

    private static final String FULL_ACCESS =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String DENY_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String TRUST_EC2 = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String PROTECT_TRAIL = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"KeepTheTrail\","
            + "\"Effect\":\"Deny\",\"Action\":[\"cloudtrail:StopLogging\",\"cloudtrail:DeleteTrail\","
            + "\"cloudtrail:UpdateTrail\",\"cloudtrail:PutEventSelectors\"],\"Resource\":\"*\"}]}";

    private final Ids ids;
    private final Instant built;
    private final Map<String, Keys> keys = new LinkedHashMap<>();
    private final World world;

    /** @param trailProtected whether a service control policy keeps everybody from stopping the trail */
    public Scenery(Ids ids, Instant now, boolean trailProtected) {
        this.ids = ids;
        this.built = now.minusSeconds(180L * 24 * 3600);
        Map<String, Account> accounts = new LinkedHashMap<>();
        accounts.put(World.AWS, aws());
        accounts.put(
                MANAGEMENT,
                new Account(MANAGEMENT)
                        .with(trail(MANAGEMENT))
                        .with(user(MANAGEMENT, ORGANIZATION_ADMIN, "admin", FULL_ACCESS)));
        accounts.put(WORKLOAD, workload());
        accounts.put(BACKUP, backup());
        Map<String, Bucket> buckets = new LinkedHashMap<>();
        bucket(buckets, WORKLOAD, EXPORTS, true);
        bucket(buckets, WORKLOAD, REPORTS, true);
        bucket(buckets, WORKLOAD, ARTIFACTS, false);
        bucket(buckets, BACKUP, ARCHIVE, false);
        this.world = ours(new World(accounts, organization(trailProtected), buckets));
    }

    /** Last, so that chance gives all others the same ids as it would without us. */
    private World ours(World company) {
        User self = user(MANAGEMENT, STAKEOUT, "assume", Deployed.document("stakeout-role"));
        Role organization = ours(MANAGEMENT, ORGANIZATION_ROLE, "organization-role");
        World changed = company.change(MANAGEMENT, account -> account.with(self).with(organization));
        for (String member : List.of(WORKLOAD, BACKUP)) {
            Role execution = ours(member, EXECUTION_ROLE, "execution-role");
            changed = changed.change(member, account -> account.with(execution));
        }
        return changed;
    }

    private Role ours(String account, String name, String document) {
        return role(account, name, Deployed.document(document + "-trust"), Deployed.document(document));
    }

    public World world() {
        return world;
    }

    /** The key of a user. */
    public Keys keysOf(String user) {
        Keys held = keys.get(user);
        if (held == null) {
            throw new IllegalArgumentException("nobody of the cast is called " + user);
        }
        return held;
    }

    /** The key whose leak opens the room. */
    public String leakedKey() {
        return keysOf(LEAKED).accessKeyId();
    }

    private Account aws() {
        return new Account(World.AWS)
                .with(managed("AdministratorAccess", FULL_ACCESS))
                .with(managed("ReadOnlyAccess", readOnly()))
                .with(managed("AWSDenyAll", DENY_ALL));
    }

    /** As AWS writes it: service by service, since a pattern can't stand for several. */
    private static String readOnly() {
        return allow(
                "*",
                "iam:Get*",
                "iam:List*",
                "s3:Get*",
                "s3:List*",
                "organizations:Describe*",
                "organizations:List*",
                "cloudtrail:Get*",
                "cloudtrail:Describe*");
    }

    private ManagedPolicy managed(String name, String document) {
        return new ManagedPolicy(entity(World.AWS, "/", name, "ANPA"), name + " of AWS", document);
    }

    private Account workload() {
        return staffed(new Account(WORKLOAD)
                .with(trail(WORKLOAD))
                .with(user(LEAKED, "admin", FULL_ACCESS))
                .with(user(RESPONDER, "admin", FULL_ACCESS))
                .with(user(
                        PARTNER,
                        "support",
                        allow("*", "iam:Get*", "iam:List*", "iam:*AccessKey*", "iam:*UserPolicy", "sts:*", "s3:List*")))
                .with(withLogin(user(BYSTANDER, "payroll", allow("*", "s3:List*"))))
                .with(withLogin(user(
                        Persona.NINA.name(),
                        "engineer",
                        allow("*", "s3:*", "sts:AssumeRole", "iam:Get*", "iam:List*"))))
                .with(withLogin(user(Persona.TOM.name(), "engineer", allow("*", "s3:List*", "s3:Get*", "iam:Get*"))))
                .with(user(Persona.CI.name(), "assume", allow(roleArn(WORKLOAD, DEPLOY_ROLE), "sts:AssumeRole")))
                .with(user("guardian-host", "assume", allow(roleArn(WORKLOAD, GUARDIAN_ROLE), "sts:AssumeRole")))
                .with(role(
                        WORKLOAD, DEPLOY_ROLE, trust(WORKLOAD), allow("*", "s3:*", "sts:*", "iam:List*", "iam:Get*")))
                .with(role(WORKLOAD, REPORT_ROLE, TRUST_EC2, allow("*", "s3:*")))
                .with(role(WORKLOAD, GUARDIAN_ROLE, trust(WORKLOAD), allow("*", "cloudtrail:*"))));
    }

    /** With everybody who has no part in the play. */
    private Account staffed(Account account) {
        Account staffed = account;
        for (Colleague who : Staff.extras()) {
            if (who.account().equals(account.id())) {
                String own = allow("*", "s3:ListAllMyBuckets", "ec2:DescribeInstances");
                staffed = who.session().isPresent()
                        ? staffed.with(role(who.account(), who.name(), TRUST_EC2, own))
                        : staffed.with(user(who.account(), who.name(), "own", own));
            }
        }
        return staffed;
    }

    private Account backup() {
        return staffed(new Account(BACKUP)
                .with(trail(BACKUP))
                .with(role(BACKUP, BACKUP_ROLE, trust(WORKLOAD), allow("*", "s3:*", "iam:List*"))));
    }

    private User user(String name, String policyName, String policy) {
        return user(WORKLOAD, name, policyName, policy);
    }

    private User user(String account, String name, String policyName, String policy) {
        Entity entity = entity(account, "/", name, "AIDA");
        AccessKey key = new AccessKey(ids.unique("AKIA"), ids.secret(), true, built);
        keys.put(name, new Keys(key.id(), key.secret(), Optional.empty()));
        return new User(entity)
                .with(Permissions.NONE.withInline(policyName, policy))
                .with(Credentials.NONE.with(key));
    }

    private User withLogin(User user) {
        Credentials credentials = user.credentials()
                .with(Optional.of(new LoginProfile(built, false)))
                .withMfaDevices(List.of("arn:aws:iam::" + WORKLOAD + ":mfa/" + user.name()));
        return user.with(credentials);
    }

    private Role role(String account, String name, String trust, String policy) {
        return new Role(
                entity(account, "/", name, "AROA"),
                Permissions.NONE.withInline("access", policy),
                trust,
                3_600,
                "part of the drill");
    }

    private Entity entity(String account, String path, String name, String prefix) {
        return new Entity(account, path, name, ids.unique(prefix), built, Map.of());
    }

    private Trail trail(String account) {
        return new Trail(account, REGION, TRAIL, true, built, Optional.empty());
    }

    private void bucket(Map<String, Bucket> buckets, String account, String name, boolean encrypted) {
        Optional<String> key = encrypted
                ? Optional.of("arn:aws:kms:" + REGION + ":" + account + ":key/" + ids.uuid())
                : Optional.empty();
        buckets.put(name, new Bucket(account, name, REGION, built).withKmsKey(key));
    }

    private Organization organization(boolean trailProtected) {
        String id = "o-" + ids.lower(10);
        String root = "r-" + ids.lower(4);
        String everything = "p-FullAWSAccess";
        Organization organization = new Organization(
                        id, root, MANAGEMENT, List.of(MANAGEMENT, WORKLOAD, BACKUP), Map.of(), Map.of())
                .with(new ServiceControlPolicy(
                        everything,
                        "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
                        "FullAWSAccess",
                        "Allows access to every operation",
                        FULL_ACCESS,
                        true));
        for (String target : List.of(root, MANAGEMENT, WORKLOAD, BACKUP)) {
            organization = organization.attach(everything, target);
        }
        return trailProtected ? protect(organization) : organization;
    }

    private Organization protect(Organization organization) {
        String id = "p-" + ids.lower(8);
        String arn = "arn:aws:organizations::" + MANAGEMENT + ":policy/" + organization.id()
                + "/service_control_policy/" + id;
        return organization
                .with(new ServiceControlPolicy(id, arn, "keep-the-trail", "Nobody stops it", PROTECT_TRAIL, false))
                .attach(id, organization.rootId());
    }

    public static String roleArn(String account, String name) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    private static String trust(String account) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                + account + ":root\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]}]}";
    }

    private static String allow(String resource, String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"" + resource + "\"}]}";
    }
}
