package io.stakeout.notify.slack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.POST;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import io.stakeout.web.api.SlackResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The app asks for the scopes that its calls need, for all of them and for no others. */
class SlackManifestTest {

    private static final Path MANIFEST = Path.of("deploy/slack-manifest.yaml");
    private static final Pattern USED = Pattern.compile("SlackMethod\\.([A-Z_]+)");

    /**
     * What a bot token needs for a method, in private channels. Source: the section "Facts" of each method's page below
     * https://docs.slack.dev/reference/methods/, for example https://docs.slack.dev/reference/methods/conversations.members;
     * the e-mail address in users.info: https://docs.slack.dev/reference/scopes/users.read.email.
     */
    private static final Map<SlackMethod, Set<String>> NEEDS = Map.ofEntries(
            Map.entry(SlackMethod.POST_MESSAGE, Set.of("chat:write")),
            Map.entry(SlackMethod.UPDATE_MESSAGE, Set.of("chat:write")),
            Map.entry(SlackMethod.POST_EPHEMERAL, Set.of("chat:write")),
            Map.entry(SlackMethod.AUTH_TEST, Set.of()),
            Map.entry(SlackMethod.CREATE_CHANNEL, Set.of("groups:write")),
            Map.entry(SlackMethod.ARCHIVE_CHANNEL, Set.of("groups:write")),
            Map.entry(SlackMethod.INVITE, Set.of("groups:write")),
            Map.entry(SlackMethod.LIST_CHANNELS, Set.of("groups:read")),
            Map.entry(SlackMethod.CHANNEL_INFO, Set.of("groups:read")),
            Map.entry(SlackMethod.MEMBERS, Set.of("groups:read")),
            Map.entry(SlackMethod.HISTORY, Set.of("groups:history")),
            Map.entry(SlackMethod.REPLIES, Set.of("groups:history")),
            Map.entry(SlackMethod.USER_INFO, Set.of("users:read", "users:read.email")),
            Map.entry(SlackMethod.USER_BY_EMAIL, Set.of("users:read.email")),
            Map.entry(SlackMethod.OPEN_VIEW, Set.of()),
            Map.entry(SlackMethod.UPDATE_VIEW, Set.of()),
            // an app-level token's own scope, connections:write, which no manifest can ask for
            Map.entry(SlackMethod.OPEN_CONNECTION, Set.of()));

    /** https://docs.slack.dev/reference/scopes/commands */
    private static final String OF_THE_SLASH_COMMAND = "commands";

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(MANIFEST);
    }

    private static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Map<String, Object> manifest, String... path) {
        Object here = manifest;
        for (String name : path) {
            here = ((Map<String, Object>) here).get(name);
        }
        return (T) here;
    }

    @Test
    void theScopesAreThoseThatTheCallsOfTheCodeNeed() throws IOException {
        Set<String> needed = new TreeSet<>(Set.of(OF_THE_SLASH_COMMAND));
        used().forEach(method -> needed.addAll(NEEDS.get(method)));
        List<String> asked = at(yaml(text), "oauth_config", "scopes", "bot");

        assertThat(asked).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(asked)).isEqualTo(needed);
    }

    @Test
    void everyMethodHasItsScopesInTheTable() throws IOException {
        assertThat(NEEDS.keySet()).containsExactlyInAnyOrder(SlackMethod.values());
        assertThat(used()).contains(SlackMethod.POST_MESSAGE, SlackMethod.OPEN_VIEW, SlackMethod.OPEN_CONNECTION);
    }

    @Test
    void asItStandsNothingHasToReachUs() {
        Map<String, Object> manifest = yaml(text);

        assertThat(SlackManifestTest.<Boolean>at(manifest, "settings", "socket_mode_enabled"))
                .isTrue();
        assertThat(SlackManifestTest.<Map<String, Object>>at(manifest, "settings", "interactivity"))
                .doesNotContainKey("request_url");
        assertThat(SlackManifestTest.<Map<String, Object>>at(manifest, "settings", "event_subscriptions"))
                .doesNotContainKey("request_url");
    }

    @Test
    void withoutSocketModeItNamesThePathsThatAreOpenAndAllOfThem() {
        Map<String, Object> manifest = yaml(text.replaceAll("# ((request_)?url: )", "$1"));
        List<Map<String, Object>> commands = at(manifest, "features", "slash_commands");
        Set<String> paths = Stream.of(
                        (String) commands.get(0).get("url"),
                        SlackManifestTest.<String>at(manifest, "settings", "event_subscriptions", "request_url"),
                        SlackManifestTest.<String>at(manifest, "settings", "interactivity", "request_url"))
                .map(url -> url.replace("https://stakeout.example.org", ""))
                .collect(Collectors.toSet());

        assertThat(paths).isEqualTo(served());
    }

    private static Set<String> served() {
        String base =
                SlackResource.class.getAnnotation(jakarta.ws.rs.Path.class).value();
        return Stream.of(SlackResource.class.getMethods())
                .filter(method -> method.isAnnotationPresent(POST.class))
                .map(method ->
                        base + method.getAnnotation(jakarta.ws.rs.Path.class).value())
                .collect(Collectors.toSet());
    }

    /** The methods that anything but their own list names. */
    private static Set<SlackMethod> used() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/stakeout"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> USED.matcher(content(file)).results().map(found -> found.group(1)))
                    .map(SlackMethod::valueOf)
                    .collect(Collectors.toSet());
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
