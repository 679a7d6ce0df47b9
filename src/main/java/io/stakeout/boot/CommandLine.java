package io.stakeout.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Understands the command line, or says in one sentence why not. */
final class CommandLine {

    private static final String SEE_HELP = " See stakeout --help.";

    /** What a drill can play; {@code drill.cast.Scenario} has the live ones. */
    private static final List<String> SCENARIOS = List.of("quiet", "noisy", "fighting", "flood", "recorded");

    private final Path callersDirectory;

    /** @param callersDirectory what relative file names are relative to */
    CommandLine(Path callersDirectory) {
        this.callersDirectory = callersDirectory;
    }

    Command parse(String... args) {
        if (args.length == 0) {
            return new Command.Help();
        }
        List<String> rest = List.of(args).subList(1, args.length);
        return switch (args[0]) {
            case "--help", "-h", "help" -> new Command.Help();
            case "--version", "version" -> new Command.Version();
            case "serve" -> alone("serve", rest, new Command.Serve());
            case "drill" -> drill(rest);
            case "replay" -> replay(rest);
            default ->
                throw StartRefused.usage("Unknown command '" + args[0] + "': use drill, replay or serve." + SEE_HELP);
        };
    }

    private static Command alone(String name, List<String> rest, Command command) {
        if (rest.isEmpty()) {
            return command;
        }
        if (asksForHelp(rest)) {
            return new Command.Help();
        }
        throw StartRefused.usage(
                "The command " + name + " takes no arguments, but got '" + rest.get(0) + "'." + SEE_HELP);
    }

    private static boolean asksForHelp(List<String> rest) {
        return rest.contains("--help") || rest.contains("-h");
    }

    private static Command drill(List<String> rest) {
        if (asksForHelp(rest)) {
            return new Command.Help();
        }
        Options options = Options.of("drill", rest, Set.of("--scenario", "--speed", "--seed"));
        if (!options.others().isEmpty()) {
            throw StartRefused.usage("The command drill takes options only, but got '"
                    + options.others().get(0) + "'." + SEE_HELP);
        }
        return new Command.Drill(
                options.find("--scenario").map(CommandLine::scenario),
                options.find("--speed").map(CommandLine::factor),
                options.find("--seed").map(CommandLine::seed));
    }

    private static String scenario(String text) {
        if (!SCENARIOS.contains(text)) {
            throw StartRefused.usage(
                    "The option --scenario takes one of " + String.join(", ", SCENARIOS) + ", but got '" + text + "'.");
        }
        return text;
    }

    private static String seed(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw StartRefused.usage("The option --seed takes a whole number, but got '" + text + "'.");
        }
        return text;
    }

    private static String factor(String text) {
        if (!isFactor(text)) {
            throw StartRefused.usage("The option --speed takes a number above 0, but got '" + text + "'.");
        }
        return text;
    }

    private Command replay(List<String> rest) {
        if (asksForHelp(rest)) {
            return new Command.Help();
        }
        Options options = Options.of("replay", rest, Set.of("--speed"));
        List<Path> files = options.others().stream().map(this::readable).toList();
        if (files.isEmpty()) {
            throw StartRefused.usage("The command replay needs at least one file of CloudTrail records." + SEE_HELP);
        }
        return new Command.Replay(
                files, options.find("--speed").map(CommandLine::speed).orElse("1"));
    }

    private static boolean isFactor(String text) {
        return text.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(text) > 0;
    }

    private static String speed(String text) {
        if (text.equals("max")) {
            return text;
        }
        if (!isFactor(text)) {
            throw StartRefused.usage("The option --speed takes a number above 0 or max, but got '" + text + "'.");
        }
        return text;
    }

    private Path readable(String name) {
        Path file = callersDirectory.resolve(name).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw StartRefused.usage("The file '" + file + "' does not exist or can't be read.");
        }
        return file;
    }
}
