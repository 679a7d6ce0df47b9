package io.stakeout.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Understands the command line, or says in one sentence why not. */
final class CommandLine {

    private static final String SEE_HELP = " See stakeout --help.";

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
            case "drill" -> alone("drill", rest, new Command.Drill());
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

    private Command replay(List<String> rest) {
        if (asksForHelp(rest)) {
            return new Command.Help();
        }
        List<Path> files = new ArrayList<>();
        String speed = "1";
        for (Iterator<String> words = rest.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (word.equals("--speed")) {
                speed = speed(words.hasNext() ? words.next() : "");
            } else if (word.startsWith("--speed=")) {
                speed = speed(word.substring("--speed=".length()));
            } else if (word.startsWith("-")) {
                throw StartRefused.usage("Unknown option '" + word + "' of replay." + SEE_HELP);
            } else {
                files.add(readable(word));
            }
        }
        if (files.isEmpty()) {
            throw StartRefused.usage("The command replay needs at least one file of CloudTrail records." + SEE_HELP);
        }
        return new Command.Replay(files, speed);
    }

    private static String speed(String text) {
        if (text.equals("max")) {
            return text;
        }
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?") || Double.parseDouble(text) <= 0) {
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
