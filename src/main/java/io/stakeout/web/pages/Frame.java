package io.stakeout.web.pages;

import java.util.Optional;

import io.stakeout.Mode;

/**
 * What surrounds every page: title, bar, banner, scripts.
 *
 * @param active which entry of the navigation is current
 * @param viewer empty on pages that can be seen without signing in
 * @param arming whether plans change anything
 * @param script the page's own script, beside the one that every page has
 */
public record Frame(
        String title,
        String active,
        Optional<Viewer> viewer,
        Mode mode,
        ArmingView arming,
        Assets assets,
        Optional<String> script) {

    public String asset(String source) {
        return assets.path(source);
    }

    public boolean drill() {
        return mode == Mode.DRILL;
    }

    public boolean replay() {
        return mode == Mode.REPLAY;
    }

    public boolean responder() {
        return viewer.map(Viewer::responder).orElse(false);
    }

    public boolean admin() {
        return viewer.map(Viewer::admin).orElse(false);
    }

    public String name() {
        return viewer.map(Viewer::displayName).orElse("");
    }

    public String roleId() {
        return viewer.map(who -> who.role().id()).orElse("");
    }

    /** The value of {@code aria-current}: which entry of the navigation this page belongs to. */
    public String current(String entry) {
        return entry.equals(active) ? "page" : "false";
    }
}
