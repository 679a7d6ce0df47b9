package io.stakeout.web.pages;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

import io.stakeout.Mode;

/** Makes the frame of a page for the person who asks for it. */
@RequestScoped
public class Frames {

    private final Viewers viewers;
    private final Assets assets;
    private final Instance<Mode> mode;

    Frames(Viewers viewers, Assets assets, Instance<Mode> mode) {
        this.viewers = viewers;
        this.assets = assets;
        this.mode = mode;
    }

    public Frame of(String title, String active) {
        return frame(title, active, Optional.empty());
    }

    /** @param script source of the page's own script, such as {@code src/room.ts} */
    public Frame with(String title, String active, String script) {
        return frame(title, active, Optional.of(assets.path(script)));
    }

    private Frame frame(String title, String active, Optional<String> script) {
        Mode now = mode.isResolvable() ? mode.get() : Mode.SERVE;
        return new Frame(title, active, viewers.current(), now, assets, script);
    }
}
