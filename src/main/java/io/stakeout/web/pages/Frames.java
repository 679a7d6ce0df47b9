package io.stakeout.web.pages;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

import org.jboss.logging.Logger;

import io.stakeout.Mode;
import io.stakeout.containment.ModeDesk;

/** Makes the frame of a page for the person who asks for it. */
@RequestScoped
public class Frames {

    private static final Logger LOG = Logger.getLogger(Frames.class);

    private final Viewers viewers;
    private final Assets assets;
    private final Instance<Mode> mode;
    private final ModeDesk arming;

    Frames(Viewers viewers, Assets assets, Instance<Mode> mode, ModeDesk arming) {
        this.viewers = viewers;
        this.assets = assets;
        this.mode = mode;
        this.arming = arming;
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
        Optional<Viewer> viewer = viewers.current();
        ArmingView armed = viewer.isPresent() ? arming() : new ArmingView(Optional.empty());
        return new Frame(title, active, viewer, now, armed, assets, script);
    }

    /** A page that says what went wrong is drawn even when this can't be read; its bar then says that it isn't known. */
    private ArmingView arming() {
        try {
            return new ArmingView(Optional.of(arming.now()));
        } catch (RuntimeException e) {
            LOG.warnf(e, "mode unknown for a page reason=%s", e.getMessage());
            return new ArmingView(Optional.empty());
        }
    }
}
