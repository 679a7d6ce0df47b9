package io.stakeout.web.pages;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.qute.TemplateInstance;

/** The page that a browser gets instead of a problem document; the web edge decides who is a browser. */
@RequestScoped
public class ErrorPages {

    private final Frames frames;

    ErrorPages(Frames frames) {
        this.frames = frames;
    }

    public TemplateInstance page(int status, String title, String detail, String correlationId) {
        return new Templates.Error(
                frames.of(title, ""), new ErrorView(status, title, detail, stillTrue(status), correlationId));
    }

    private static String stillTrue(int status) {
        return status >= 500
                ? "The watches go on; what was recorded before is safe. Try again, and give this id to whoever runs Stakeout."
                : "Nothing was changed.";
    }
}
