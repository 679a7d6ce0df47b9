package io.stakeout.web.pages;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.signal.library.Library;

/** What is done when a detector says something, who is told, and what is wrong with the files of it. */
@Path("/playbooks")
@RolesAllowed("viewer")
@Blocking
public class PlaybooksPage {

    private final Frames frames;
    private final Library library;
    private final Clock clock;

    PlaybooksPage(Frames frames, Library library, Clock clock) {
        this.frames = frames;
        this.library = library;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance playbooks() {
        PlaybooksView view =
                PlaybooksView.of(library.playbooks(), library.teams(), library.problems(), clock.instant());
        return new Templates.Playbooks(frames.with("Playbooks", "playbooks", "src/playbooks.ts"), view);
    }
}
