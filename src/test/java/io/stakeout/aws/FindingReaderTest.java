package io.stakeout.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.Mode;
import io.stakeout.signal.FindingService.Unanswered;
import io.stakeout.signal.finding.Findings;
import io.stakeout.signal.finding.Origin;
import io.stakeout.signal.finding.Read;
import io.stakeout.signal.finding.Signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Findings by the real clients of AWS, from a server on loopback that answers in the shapes of the API references. */
class FindingReaderTest {

    private static final String ACCOUNT = "111122223333";
    private static final String PRODUCT = "arn:aws:securityhub:eu-central-1::product/aws/guardduty";
    private static final String ASFF_ID = "arn:aws:guardduty:eu-central-1:111122223333:detector/d1/finding/f1";
    private static final Map<String, String> OWN =
            Map.of("aws.accessKeyId", "AKIATESTTESTTEST0000", "aws.secretAccessKey", "x");

    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIATESTTESTTEST0000</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
            <SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>""";

    /** As API_GetFindings of GuardDuty answers: what an event has as a member is JSON in a string here. */
    static final String GUARDDUTY = """
            {"findings":[{"accountId":"111122223333","arn":"arn:aws:guardduty:eu-central-1:111122223333:detector/d1/finding/f1",
            "createdAt":"2026-01-10T03:10:00.000Z","description":"d","id":"f1","partition":"aws","region":"eu-central-1",
            "resource":{"accessKeyDetails":{"accessKeyId":"AKIAREREAD0000000001","principalId":"AIDAREREAD0000000001",
            "userName":"deploy-legacy","userType":"IAMUser"},"resourceType":"AccessKey"},"schemaVersion":"2.0",
            "service":{"action":{"actionType":"AWS_API_CALL","awsApiCallAction":{"api":"GetCallerIdentity",
            "callerType":"Remote IP","remoteIpDetails":{"ipAddressV4":"198.51.100.7"},"serviceName":"sts.amazonaws.com"}},
            "archived":false,"count":3,"detectorId":"d1","eventFirstSeen":"2026-01-10T03:10:00Z",
            "eventLastSeen":"2026-01-10T03:16:00Z","resourceRole":"TARGET","serviceName":"guardduty",
            "additionalInfo":{"type":"default","value":"{\\"sample\\":false}"}},"severity":6.5,
            "title":"API GetCallerIdentity was invoked from a Tor exit","type":"UnauthorizedAccess:IAMUser/TorIPCaller",
            "updatedAt":"2026-01-10T03:16:00.000Z"}]}""";

    private static final String SECURITY_HUB = """
            {"Findings":[{"SchemaVersion":"2018-10-08","Id":"%s","ProductArn":"%s","GeneratorId":"g",
            "AwsAccountId":"111122223333","Region":"eu-central-1","Types":["TTPs/x"],"CreatedAt":"2026-01-10T03:10:00.000Z",
            "UpdatedAt":"2026-01-10T03:16:00.000Z","Severity":{"Label":"HIGH","Normalized":70},"Title":"t","Description":"d",
            "Resources":[{"Type":"AwsIamUser","Id":"arn:aws:iam::111122223333:user/deploy-legacy","Partition":"aws"}],
            "RecordState":"ACTIVE","Workflow":{"Status":"NEW"}}]}""".formatted(ASFF_ID, PRODUCT);

    private HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String guardDuty = GUARDDUTY;
    private volatile String securityHub = SECURITY_HUB;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        OWN.forEach(System::setProperty);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        OWN.keySet().forEach(System::clearProperty);
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = call.getRequestURI().getPath();
        asked.add(call.getRequestMethod() + " " + path + " " + URLDecoder.decode(body, StandardCharsets.UTF_8));
        boolean sts = body.contains("Action=AssumeRole");
        String text = sts ? ASSUMED : path.startsWith("/detector/") ? guardDuty : securityHub;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", sts ? "text/xml" : "application/json");
        if (!sts && status != 200) {
            call.getResponseHeaders()
                    .add("x-amzn-ErrorType", status == 429 ? "TooManyRequestsException" : "AccessDeniedException");
        }
        call.sendResponseHeaders(sts ? 200 : status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private FindingReader reader(Mode mode, Set<String> accounts) {
        AwsConfig config = Settings.at(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
        FindingsConfig findings = Settings.findings(Optional.of("stakeout-findings"), accounts);
        OwnRoles roles = new OwnRoles(mode, config, findings, Optional::empty);
        AwsClients clients = new AwsClients(mode, config, Optional::empty);
        Ways ways = new Ways(clients, roles, new OwnIdentity(clients, roles, Clock.systemUTC()));
        return new FindingReader(ways, clients, findings, mode);
    }

    private FindingReader reader() {
        return reader(Mode.SERVE, Set.of(ACCOUNT));
    }

    private static Origin guardDutyOrigin() {
        return new Origin(Origin.Service.GUARDDUTY, ACCOUNT, "eu-central-1", "d1", "f1");
    }

    private static Origin securityHubOrigin() {
        return new Origin(Origin.Service.SECURITY_HUB, ACCOUNT, "eu-central-1", PRODUCT, ASFF_ID);
    }

    private static Signal signal(byte[] event) {
        return ((Read.Told) Findings.read(event)).signals().get(0);
    }

    @Test
    void aFindingOfGuardDutyIsReadAsTheEventThatToldIt() {
        byte[] event = reader().find(guardDutyOrigin()).orElseThrow();

        Signal signal = signal(event);
        assertThat(signal.id()).isEqualTo("f1");
        assertThat(signal.source()).isEqualTo("aws.guardduty");
        assertThat(signal.score()).isEqualTo(65);
        assertThat(signal.account()).contains(ACCOUNT);
        assertThat(signal.active()).isTrue();
        assertThat(signal.sample()).isFalse();
        assertThat(signal.suspects())
                .extracting(one -> one.type().id() + " " + one.value())
                .containsExactly(
                        "access-key AKIAREREAD0000000001",
                        "principal-id AIDAREREAD0000000001",
                        "user-name deploy-legacy");
        assertThat(Origin.of(event, signal)).contains(guardDutyOrigin());
    }

    @Test
    void aFindingOfSecurityHubIsReadAsTheEventThatToldIt() {
        byte[] event = reader().find(securityHubOrigin()).orElseThrow();

        Signal signal = signal(event);
        assertThat(signal.id()).isEqualTo("f1");
        assertThat(signal.score()).isEqualTo(70);
        assertThat(signal.active()).isTrue();
        assertThat(signal.suspects())
                .extracting(one -> one.value())
                .containsExactly("arn:aws:iam::111122223333:user/deploy-legacy");
        assertThat(Origin.of(event, signal)).contains(securityHubOrigin());
    }

    /** What the session may is what is called, and what the role of deploy/ has. */
    @Test
    void theRoleOfDeployMayThatAndNothingElse() throws IOException {
        reader().find(guardDutyOrigin());
        reader().find(securityHubOrigin());

        assertThat(asked.stream()
                        .map(FindingReaderTest::action)
                        .flatMap(Optional::stream)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(LeastPrivilegeTest.allowed("findings-role"));
    }

    private static Optional<String> action(String call) {
        int begin = call.indexOf("\"Action\":[\"");
        return begin < 0 ? Optional.empty() : Optional.of(call.substring(begin + 11, call.indexOf("\"]", begin)));
    }

    @Test
    void itIsAskedByARoleWithASessionThatMayDoNothingElse() {
        reader().find(guardDutyOrigin());
        reader().find(securityHubOrigin());

        assertThat(asked).hasSize(4);
        assertThat(asked.get(0))
                .contains(
                        "RoleArn=arn:aws:iam::111122223333:role/stakeout-findings",
                        "RoleSessionName=stakeout-findings",
                        "\"Action\":[\"guardduty:GetFindings\"],\"Resource\":[\"arn:aws:guardduty:eu-central-1:111122223333:detector/d1\"]");
        assertThat(asked.get(1)).startsWith("POST /detector/d1/findings/get").contains("\"f1\"");
        assertThat(asked.get(2)).contains("\"Action\":[\"securityhub:GetFindings\"]");
        assertThat(asked.get(3)).startsWith("POST /findings").contains(PRODUCT, ASFF_ID, "EQUALS");
    }

    @Test
    void whatTheServiceDoesNotKnowIsNothing() {
        guardDuty = "{\"findings\":[]}";
        securityHub = "{\"Findings\":[]}";

        assertThat(reader().find(guardDutyOrigin())).isEmpty();
        assertThat(reader().find(securityHubOrigin())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "429, TooManyRequests"})
    void anErrorIsNoAnswer(int refusal, String code) {
        status = refusal;
        guardDuty = "{\"message\":\"no\"}";

        Unanswered no = catchThrowableOfType(Unanswered.class, () -> reader().find(guardDutyOrigin()));

        assertThat(no).hasMessageContaining(code).hasMessageContaining("guardduty:GetFindings");
    }

    @Test
    void nobodyElsesAccountIsAsked_norAnyInADrill() {
        assertThat(reader().asks(guardDutyOrigin())).isTrue();
        assertThat(reader(Mode.SERVE, Set.of("444455556666")).asks(guardDutyOrigin()))
                .isFalse();
        assertThat(reader(Mode.DRILL, Set.of(ACCOUNT)).asks(guardDutyOrigin())).isFalse();
        assertThat(reader(Mode.REPLAY, Set.of(ACCOUNT)).asks(guardDutyOrigin())).isFalse();

        catchThrowableOfType(
                Unanswered.class, () -> reader(Mode.SERVE, Set.of()).find(guardDutyOrigin()));
        assertThat(asked).as("and nothing was called").isEmpty();
    }

    /** Each is one word of the answer that isn't what rode on the stream. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id":"f1" | "id":"f2" | another finding
            "accountId":"111122223333" | "accountId":"444455556666" | another account
            deploy-legacy | payroll-admin | names others
            "archived":false | "archived":true | archived
            \\"sample\\":false | \\"sample\\":true | a sample
            """)
    void whatIsNotTheSameIsNotConfirmed(String told, String answered, String why) {
        UnaryOperator<String> unquoted = text -> text.replace("\\\\", "\\");
        Signal streamed = signal(reader().find(guardDutyOrigin()).orElseThrow());
        assertThat(Origin.differs(streamed, reader().find(guardDutyOrigin()).orElseThrow()))
                .isEmpty();
        guardDuty = GUARDDUTY.replace(unquoted.apply(told), unquoted.apply(answered));
        assertThat(guardDuty).isNotEqualTo(GUARDDUTY);

        assertThat(Origin.differs(streamed, reader().find(guardDutyOrigin()).orElseThrow()))
                .hasValueSatisfying(said -> assertThat(said).contains(why));
    }

    @Test
    void whatOthersImportIntoSecurityHubIsNeverAskedFor() {
        String own = SECURITY_HUB.replace(
                PRODUCT, "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default");
        String event =
                "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings - Imported\",\"account\":\""
                        + ACCOUNT + "\",\"region\":\"eu-central-1\",\"detail\":" + own.replace("Findings", "findings")
                        + "}";
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);

        assertThat(Origin.of(bytes, signal(bytes))).isEmpty();
    }
}
