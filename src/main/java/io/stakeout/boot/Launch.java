package io.stakeout.boot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkus.runtime.Quarkus;

import io.stakeout.Mode;

/**
 * One start, in an order that refuses early and changes late: address, directory, lock, database, application. Nothing
 * here can use the application's logging, which doesn't run yet.
 */
final class Launch {

    /** Of the source {@code drill}, for the example that everybody can paste; outside of a drill it is refused. */
    private static final String PUBLIC_SECRET = "drill-signals-secret";

    private final Command.Start command;
    private final Mode mode;
    private final Environment environment;

    Launch(Command.Start command, Environment environment) {
        this.command = command;
        this.mode = command.mode();
        this.environment = environment;
    }

    /** Returns never: the process ends when the application does. */
    void run() {
        HttpAddress address = HttpAddress.of(mode, environment);
        refuseForeignDatabase();
        DataDirectory directory = DataDirectory.prepare(mode, environment);
        DirectoryLock lock = DirectoryLock.take(directory.path(), new Clocks().clock());
        Shutdown shutdown = new Shutdown(directory.failureLog(), failure -> StartFailure.explain(failure, address));
        shutdown.closeAtEnd(lock);
        address.requireFree();
        address.warning(environment).ifPresent(System.err::println);
        if (environment.get("quarkus.datasource.jdbc.url").isEmpty()) {
            useEmbeddedDatabase(directory, shutdown);
        }
        setProperties(address, directory.path());
        shutdown.applicationStarts();
        Quarkus.run(Running.class, shutdown::ended);
    }

    private void refuseForeignDatabase() {
        if (mode.rehearsal() && environment.get("quarkus.datasource.jdbc.url").isPresent()) {
            throw StartRefused.because("A drill or replay keeps to its own embedded database, since its accounts are"
                    + " public knowledge: unset QUARKUS_DATASOURCE_JDBC_URL. Nothing was changed.");
        }
    }

    private static void useEmbeddedDatabase(DataDirectory directory, Shutdown shutdown) {
        EmbeddedDatabase database = EmbeddedDatabase.start(directory.database(), System.out::println);
        shutdown.closeAtEnd(database);
        JdbcAccess access = database.application();
        System.setProperty("quarkus.datasource.jdbc.url", access.url());
        System.setProperty("quarkus.datasource.username", access.user());
        System.setProperty("quarkus.datasource.password", access.password());
    }

    /** What suits who tries a drill, and may be set otherwise. */
    private static void unlessSet(String key, String value) {
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        if (System.getProperty(key) == null && System.getenv(variable) == null) {
            System.setProperty(key, value);
        }
    }

    /** System properties win over every other source, so no file can undo what was checked here. */
    private void setProperties(HttpAddress address, Path directory) {
        System.setProperty("stakeout.mode", mode.name().toLowerCase(Locale.ROOT));
        System.setProperty("stakeout.data-dir", directory.toString());
        System.setProperty("quarkus.http.host", address.host());
        System.setProperty("quarkus.http.port", Integer.toString(address.port()));
        if (command instanceof Command.Drill drill) {
            drill.scenario().ifPresent(name -> System.setProperty("stakeout.drill.scenario", name));
            drill.speed().ifPresent(factor -> System.setProperty("stakeout.drill.speed", factor));
            drill.seed().ifPresent(number -> System.setProperty("stakeout.drill.seed", number));
            unlessSet("stakeout.containment.quiet-window", "2m");
            unlessSet("stakeout.signals.secrets.drill", PUBLIC_SECRET);
            unlessSet("stakeout.signals.accounts.drill", "*");
        }
        if (command instanceof Command.Replay replay) {
            // a comma separates the elements of a list
            String files = replay.files().stream()
                    .map(file -> file.toString().replace("\\", "\\\\").replace(",", "\\,"))
                    .collect(Collectors.joining(","));
            System.setProperty("stakeout.replay.files", files);
            System.setProperty("stakeout.replay.speed", replay.speed());
        }
    }
}
