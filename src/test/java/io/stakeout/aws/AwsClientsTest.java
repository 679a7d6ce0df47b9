package io.stakeout.aws;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsClientsTest {

    private static final String ANSWER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";

    /** What a stranger's machine may have configured; the SDK reads system properties before variables. */
    private static final List<String> AROUND_US =
            List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "http.proxyHost", "http.nonProxyHosts");

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer cloud;

    @BeforeEach
    void aCloudOnLoopback() throws Exception {
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        cloud.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        cloud.start();
        System.setProperty("aws.accessKeyId", "AKIAREALREALREALREAL");
        System.setProperty("aws.secretAccessKey", "a-real-secret");
        System.setProperty("aws.region", "eu-central-1");
    }

    @AfterEach
    void stop() {
        cloud.stop(0);
        AROUND_US.forEach(System::clearProperty);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"DRILL", "REPLAY"})
    void aRehearsalSignsWithMadeUpCredentialsOnly(Mode mode) {
        call(clients(mode, here()));

        assertThat(authorizations).singleElement().asString().contains("Credential=AKIADRILLDRILLDRILL0/");
    }

    @Test
    void aRehearsalIgnoresCredentialsThatItIsHanded() {
        var real = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAREALREALREALREAL", "secret"));

        try (StsClient sts = clients(Mode.DRILL, here()).sts("us-east-1", real)) {
            sts.getCallerIdentity();
        }

        assertThat(authorizations).singleElement().asString().doesNotContain("AKIAREAL");
    }

    @Test
    void aRehearsalGoesThroughNoProxy() {
        System.setProperty("http.proxyHost", "192.0.2.1");
        System.setProperty("http.nonProxyHosts", "none");

        call(clients(Mode.DRILL, here()));

        assertThat(authorizations).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.amazonaws.com",
                "http://169.254.169.254",
                "http://127.0.0.1@example.test",
                "http://127.0.0.1.example.test",
                "http://0.0.0.0:80",
                "http://localhost.example.test",
                "ftp://127.0.0.1",
                "localhost:4566",
                "http:/127.0.0.1",
            })
    void aRehearsalRefusesEveryEndpointThatIsNotClearlyLoopback(String endpoint) {
        assertThatThrownBy(() ->
                        clients(Mode.DRILL, Optional.of(URI.create(endpoint))).sts())
                .hasMessageContaining("makes no AWS client for " + endpoint);
        assertThat(authorizations).isEmpty();
    }

    @Test
    void aRehearsalRefusesAwsItself() {
        assertThatThrownBy(() -> clients(Mode.REPLAY, Optional.empty()).sts())
                .hasMessageContaining("AWS's own endpoints");
    }

    @Test
    void aDrillSignsWithTheCredentialsOfItsOwnCloudAndGoesThere() {
        call(new AwsClients(Mode.DRILL, Settings.none(), () -> Optional.of(access(here().orElseThrow()))));

        assertThat(authorizations).singleElement().asString().contains("Credential=AKIASTAKEOUTSTAKEOUT/");
    }

    @Test
    void aCloudOfARehearsalThatIsNotOnLoopbackIsRefused() {
        AwsClients clients = new AwsClients(
                Mode.DRILL, Settings.at(here()), () -> Optional.of(access(URI.create("https://sts.amazonaws.com"))));

        assertThatThrownBy(clients::sts).hasMessageContaining("makes no AWS client for https://sts.amazonaws.com");
        assertThat(authorizations).isEmpty();
    }

    @Test
    void servingNeverGoesToTheCloudOfARehearsal() {
        call(new AwsClients(
                Mode.SERVE, Settings.at(here()), () -> Optional.of(access(URI.create("http://127.0.0.1:1")))));

        assertThat(authorizations).singleElement().asString().contains("Credential=AKIAREALREALREALREAL/");
    }

    private static RehearsalCloud.Access access(URI endpoint) {
        return new RehearsalCloud.Access(endpoint, "AKIASTAKEOUTSTAKEOUT", "made up", "role", "arn", "id");
    }

    @Test
    void servingUsesWhatIsConfigured() {
        call(clients(Mode.SERVE, here()));

        assertThat(authorizations).singleElement().asString().contains("Credential=AKIAREALREALREALREAL/");
    }

    @Test
    void servingNeedsNoEndpoint() {
        try (StsClient sts = clients(Mode.SERVE, Optional.empty()).sts()) {
            assertThat(sts.serviceClientConfiguration().endpointOverride()).isEmpty();
        }
    }

    private static void call(AwsClients clients) {
        try (StsClient sts = clients.sts()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
        }
    }

    private Optional<URI> here() {
        return Optional.of(URI.create("http://127.0.0.1:" + cloud.getAddress().getPort()));
    }

    private static AwsClients clients(Mode mode, Optional<URI> endpoint) {
        return new AwsClients(mode, Settings.at(endpoint), Optional::empty);
    }
}
