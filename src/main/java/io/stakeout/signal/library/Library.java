package io.stakeout.signal.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.containment.plan.Level;
import io.stakeout.signal.playbook.AutoRule;
import io.stakeout.signal.playbook.Playbooks;
import io.stakeout.signal.team.Teams;
import io.stakeout.signal.team.TeamsReader;
import io.stakeout.signal.yaml.Mistake;
import io.stakeout.signal.yaml.Refused;

/**
 * The playbooks and teams in force, read at the start and again within seconds of a change. Thread-safe; asking costs
 * nothing.
 */
@ApplicationScoped
public class Library {

    private final Shelf<Playbooks> playbooks;
    private final Shelf<Teams> teams;

    Library(SignalsConfig config, @ConfigProperty(name = "stakeout.data-dir") Optional<Path> dataDirectory) {
        PlaybookFiles files = new PlaybookFiles(auto(config));
        Optional<Path> usualDirectory = dataDirectory.map(data -> data.resolve("playbooks"));
        Optional<Path> usualTeams = dataDirectory.map(data -> data.resolve("teams.yaml"));
        this.playbooks = new Shelf<>(
                files.shipped(),
                () -> place(config.playbooks(), usualDirectory)
                        .map(Look::atDirectory)
                        .orElse(Look.NOTHING),
                files::read);
        this.teams = new Shelf<>(
                Teams.NONE,
                () -> place(config.teams(), usualTeams).map(Look::atFile).orElse(Look.NOTHING),
                Library::teams);
    }

    private static AutoRule auto(SignalsConfig config) {
        return new AutoRule(Level.byId(config.autoMaxLevel())
                .orElseThrow(() -> new IllegalArgumentException(
                        "stakeout.signals.auto-max-level is one of L0 to L3, not " + config.autoMaxLevel())));
    }

    /** What is set has to be there; the usual place needs not. */
    private static Optional<Path> place(Optional<Path> set, Optional<Path> usual) {
        return set.or(() -> usual.filter(Files::exists));
    }

    private static Teams teams(Look look) {
        if (look.files().isEmpty()) {
            return Teams.NONE;
        }
        Path file = look.files().firstKey();
        try {
            return TeamsReader.read(Look.bytes(file));
        } catch (Refused e) {
            throw new Wrong(List.of(Mistake.of(file.getFileName().toString(), e)));
        }
    }

    void atStart(@Observes StartupEvent event) {
        look();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        playbooks.look();
        teams.look();
    }

    public Playbooks playbooks() {
        return playbooks.state().inForce();
    }

    public Teams teams() {
        return teams.state().inForce();
    }

    /** Why something newer than what is in force isn't taken; empty when nothing is wrong. */
    public List<Mistake> problems() {
        return Stream.concat(playbooks.state().mistakes().stream(), teams.state().mistakes().stream())
                .toList();
    }
}
