package io.stakeout.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.UserTagSectionHelper;
import io.quarkus.qute.Variant;

import io.stakeout.Mode;
import io.stakeout.access.Role;
import io.stakeout.containment.Arming;

/** Draws the templates without starting the application, escaping as Quarkus does. */
final class PageRendering {

    private static final Instant UNTIL = Instant.parse("2026-01-01T14:00:00Z");
    private static final Optional<Arming> ARMED = Optional.of(new Arming(
            true,
            Optional.of("admin"),
            Optional.of("exercise"),
            Optional.of(UNTIL.minusSeconds(3600)),
            Optional.of(UNTIL),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .addSectionHelper(new UserTagSectionHelper.Factory("icon", "tags/icon"))
            .addSectionHelper(new UserTagSectionHelper.Factory("verdict", "tags/verdict"))
            .addLocator(id -> Optional.of(id).map(PageRendering::source))
            .build();

    String draw(String page, Frame frame, Object view) {
        return engine.getTemplate("pages/" + page)
                .data("frame", frame, "view", view)
                .render();
    }

    /** Armed, so that everything that a page may say about it is drawn. */
    static Frame frame(String title, String active, Role role, String script) {
        return frame(title, active, role, script, ARMED);
    }

    static Frame frame(String title, String active, Role role, String script, Optional<Arming> arming) {
        Assets assets = new Assets(built());
        return new Frame(
                title,
                active,
                Optional.ofNullable(role).map(r -> new Viewer("m.okafor", "M. Okafor", r)),
                Mode.DRILL,
                new ArmingView(arming),
                assets,
                Optional.of(assets.path(script)));
    }

    private static com.fasterxml.jackson.databind.JsonNode built() {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream in = open("META-INF/frontend/manifest.json")) {
            return in == null ? mapper.valueToTree(Map.of()) : mapper.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TemplateLocator.TemplateLocation source(String id) {
        for (String name : Arrays.asList(id, id + ".html")) {
            try (InputStream in = open("templates/" + name)) {
                if (in != null) {
                    return html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return null;
    }

    private static InputStream open(String name) {
        return PageRendering.class.getClassLoader().getResourceAsStream(name);
    }

    private static TemplateLocator.TemplateLocation html(String text) {
        return new TemplateLocator.TemplateLocation() {
            @Override
            public java.io.Reader read() {
                return new java.io.StringReader(text);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType("text/html"));
            }
        };
    }
}
