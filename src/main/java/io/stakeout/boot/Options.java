package io.stakeout.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a command: options with a value, as {@code --name value} or {@code --name=value}, and others. Of an
 * option that is given twice the last counts.
 */
record Options(Map<String, String> values, List<String> others) {

    static Options of(String command, List<String> words, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!word.startsWith("-")) {
                others.add(word);
            } else if (!known.contains(name)) {
                throw StartRefused.usage("Unknown option '" + word + "' of " + command + ". See stakeout --help.");
            } else if (equals >= 0) {
                values.put(name, word.substring(equals + 1));
            } else {
                values.put(name, rest.hasNext() ? rest.next() : "");
            }
        }
        return new Options(values, others);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
