package io.stakeout.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** One page of one person's browser, which remembers everything that went wrong in it. */
public final class Tab implements AutoCloseable {

    private static final String REPORT_VIOLATIONS = "document.addEventListener('securitypolicyviolation',"
            + " e => console.error('CSP violation: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));";

    private final BrowserContext context;
    private final Page page;
    private final List<String> trouble = new CopyOnWriteArrayList<>();

    Tab(BrowserContext context) {
        this.context = context;
        context.addInitScript(REPORT_VIOLATIONS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                trouble.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> trouble.add("uncaught: " + error));
        page.onDialog(this::dialog);
    }

    private void dialog(Dialog dialog) {
        trouble.add("dialog: " + dialog.message());
        dialog.dismiss();
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** By the form of the sign-in page. */
    public Tab signIn(String name, String password) {
        page.navigate("/sign-in");
        page.getByLabel("Operator").fill(name);
        page.getByLabel("Password").fill(password);
        page.locator("#sign-in").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    /** Takes back what a test provoked on purpose, such as the note that the browser makes of a refused request. */
    public void expectTrouble(Predicate<String> known) {
        trouble.removeIf(known);
    }

    /** No error on the console, no violation of the Content-Security-Policy, no uncaught exception, no dialog. */
    public void assertNoTrouble() {
        assertThat(trouble).as("console of %s", page.url()).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
