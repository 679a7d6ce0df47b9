package io.stakeout.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;

import static io.stakeout.aws.Adapters.POLICY;
import static io.stakeout.aws.Adapters.role;
import static io.stakeout.aws.Adapters.user;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policies of deploy/ allow what the code calls, each call of it and no other. What was called is what reached the
 * drill's cloud, and what was allowed there was allowed by these very policies.
 */
class LeastPrivilegeTest {

    private static final Path IAM = Path.of("deploy/iam");
    private static final Path TEMPLATE = Path.of("deploy/cloudformation/containment-role.yaml");
    private static final Pattern CALL = Pattern.compile("\\b(iam|organizations|sts):[A-Z]\\w+");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final String DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";
    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    private Adapters aws;

    @BeforeEach
    void connect() {
        aws = Adapters.on(cloud);
    }

    @Test
    void theExecutionRoleMayWhatIsCalledAndNothingElse() throws IOException {
        doEverything();

        assertThat(calledAs(Scenery.EXECUTION_ROLE)).isEqualTo(allowed("execution-role"));
    }

    @Test
    void theOrganizationRoleMayWhatIsCalledAndNothingElse() throws IOException {
        doEverything();

        assertThat(calledAs(Scenery.ORGANIZATION_ROLE)).isEqualTo(allowed("organization-role"));
    }

    /** GetCallerIdentity needs no permission: API reference of STS. */
    @Test
    void ourOwnRoleMayAssumeThoseTwoAndNothingElse() throws IOException {
        doEverything();

        Set<String> called = calledAs("user/" + Scenery.STAKEOUT);
        assertThat(called).contains("sts:GetCallerIdentity");
        called.remove("sts:GetCallerIdentity");
        assertThat(called).isEqualTo(allowed("stakeout-role"));
    }

    @Test
    void theTemplateOfMemberAccountsHasTheSameStatements() throws IOException {
        String template = Files.readString(TEMPLATE);
        Set<String> named = found(CALL, template);
        named.remove("sts:AssumeRole");
        named.remove("sts:ExternalId");
        named.remove("iam:PermissionsBoundary");

        assertThat(named).isEqualTo(allowed("execution-role"));
        statements("execution-role")
                .forEach(statement -> assertThat(template)
                        .contains("Sid: " + statement.path("Sid").asText()));
    }

    @Test
    void everyWriteIsForbiddenOnOurOwnRolesAndOnThoseOfTheEmergency() throws IOException {
        JsonNode never = statements("execution-role").stream()
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .findFirst()
                .orElseThrow();
        Set<String> writes = allowed("execution-role").stream()
                .filter(call -> !call.matches("iam:(Get|List).*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(texts(never.path("Action"))).isEqualTo(writes);
        assertThat(texts(never.path("Resource")))
                .contains(
                        "arn:aws:iam::*:role/${EXECUTION_ROLE}",
                        "arn:aws:iam::*:role/${PIPELINE_ROLE}",
                        "arn:aws:iam::*:role/${BREAK_GLASS_ROLE}",
                        "arn:aws:iam::*:user/${BREAK_GLASS_USER}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"execution-role", "organization-role", "stakeout-role", "findings-role"})
    void noStatementAllowsAPattern(String name) throws IOException {
        assertThat(allowed(name)).noneMatch(call -> call.contains("*"));
    }

    @Test
    void everyPlaceToFillInIsExplained() throws IOException {
        String explained = Files.readString(Path.of("deploy/README.md"));
        try (var files = Files.list(IAM)) {
            for (Path file : files.toList()) {
                found(PLACE, Files.readString(file))
                        .forEach(place ->
                                assertThat(explained).as(file.toString()).contains("`" + place + "`"));
            }
        }
    }

    private void doEverything() {
        String credential = cloud.responder()
                .createServiceSpecificCredential(
                        request -> request.userName(Scenery.LEAKED).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential()
                .serviceSpecificCredentialId();
        String sshKey = SlotsTest.sshKey(cloud);
        String certificate = SlotsTest.certificate(cloud);
        aws.control().self();
        for (PrincipalRef principal : List.of(user(Scenery.LEAKED), role(Scenery.DEPLOY_ROLE))) {
            aws.directory().profile(principal);
            change(new Slot.InlinePolicy(principal, POLICY), Optional.of(DENY), Optional.empty());
            change(new Slot.Boundary(principal), Optional.of(DENY_ALL), Optional.empty());
        }
        change(
                new Slot.KeyStatus(user(Scenery.LEAKED), cloud.scenery().leakedKey()),
                Optional.of("Inactive"),
                Optional.of("Active"));
        change(
                new Slot.ServiceCredential(user(Scenery.LEAKED), credential),
                Optional.of("Inactive"),
                Optional.of("Active"));
        change(new Slot.SshKey(user(Scenery.LEAKED), sshKey), Optional.of("Inactive"), Optional.of("Active"));
        change(
                new Slot.SigningCertificate(user(Scenery.LEAKED), certificate),
                Optional.of("Inactive"),
                Optional.of("Active"));
        change(new Slot.Password(user(Scenery.BYSTANDER)), Optional.empty(), Optional.empty());
        Slot control = new Slot.ControlPolicy(Scenery.WORKLOAD, POLICY);
        change(control, Optional.of(DENY), Optional.of(DENY.replace("s3", "ec2")));
        aws.write(control, Optional.empty());
    }

    private void change(Slot slot, Optional<String> first, Optional<String> second) {
        aws.read(slot);
        aws.write(slot, first);
        assertThat(aws.read(slot)).isEqualTo(first);
        aws.write(slot, second);
        assertThat(aws.read(slot)).isEqualTo(second);
    }

    private Set<String> calledAs(String principal) {
        return cloud.events().stream()
                .filter(event -> event.caller().arn().contains("/" + principal)
                        || event.caller().arn().endsWith(":" + principal))
                .map(event -> event.eventSource().split("\\.", 2)[0] + ":" + event.eventName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> allowed(String name) throws IOException {
        return statements(name).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> statements(String name) throws IOException {
        JsonNode policy = new JsonMapper().readTree(IAM.resolve(name + ".json").toFile());
        return policy.path("Statement").valueStream().toList();
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(match -> match.replaceAll("^\\$\\{|}$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
