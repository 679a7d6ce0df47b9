package io.stakeout.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for barriers with axe-core, of the front end's own development dependencies. */
public final class Axe {

    private static final Path SCRIPT = Path.of("frontend/node_modules/axe-core/axe.min.js");

    /** One line per rule and element: impact, rule, where. */
    private static final String RUN =
            "async () => { const found = await axe.run(document, {resultTypes: ['violations']});"
                    + " return found.violations.flatMap(v => v.nodes.map(n => ({impact: n.impact ?? v.impact, what:"
                    + " v.id + ': ' + n.target.join(' ') + ' ' + (n.any[0]?.message ?? v.help)}))); }";

    private final String script;

    private Axe(String script) {
        this.script = script;
    }

    /** Or the test is skipped, in a build without the front end. */
    public static Axe load() throws IOException {
        Assumptions.assumeTrue(Files.exists(SCRIPT), "needs " + SCRIPT + ": npm ci in frontend");
        return new Axe(Files.readString(SCRIPT));
    }

    /** Evaluated and not added as an element: the Content-Security-Policy stays as it is. */
    @SuppressWarnings("unchecked")
    public void assertNoBarriers(Page page, String state) {
        if (!(Boolean) page.evaluate("typeof axe === 'object'")) {
            page.evaluate(script);
        }
        List<Map<String, String>> found = (List<Map<String, String>>) page.evaluate(RUN);
        assertThat(found.stream().map(one -> one.get("impact") + " " + one.get("what")))
                .as(state)
                .isEmpty();
    }
}
