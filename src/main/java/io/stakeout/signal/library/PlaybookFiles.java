package io.stakeout.signal.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stakeout.signal.playbook.AutoRule;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.playbook.PlaybookReader;
import io.stakeout.signal.playbook.Playbooks;
import io.stakeout.signal.yaml.Mistake;
import io.stakeout.signal.yaml.Refused;

/** The playbooks that came with Stakeout, and those of a directory: one of the same name takes the place of ours. */
final class PlaybookFiles {

    /** In {@code io/stakeout/signal/playbooks}: a jar can't be asked what is in it. */
    static final List<String> SHIPPED = List.of(
            "exposed-key.yaml", "finding.yaml", "recorded.yaml", "risk-score.yaml", "sample.yaml", "start-watch.yaml");

    private static final String RESOURCES = "/io/stakeout/signal/playbooks/";
    private static final String ENDING = ".yaml";

    private final AutoRule auto;
    private final List<Playbook> shipped;

    PlaybookFiles(AutoRule auto) {
        this.auto = auto;
        this.shipped = SHIPPED.stream()
                .map(name -> PlaybookReader.read(resource(name), name, true))
                .toList();
    }

    private static byte[] resource(String name) {
        try (InputStream in = PlaybookFiles.class.getResourceAsStream(RESOURCES + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Playbooks shipped() {
        return new Playbooks(shipped, auto);
    }

    /** @throws Wrong with all mistakes of all files */
    Playbooks read(Look look) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Playbook> own = new LinkedHashMap<>();
        for (Path path : look.files().keySet()) {
            String file = path.getFileName().toString();
            try {
                Playbook one = read(path, file);
                Playbook other = own.putIfAbsent(one.name(), one);
                if (other != null) {
                    mistakes.add(new Mistake(file, 0, "'" + one.name() + "' is also the name in " + other.file()));
                }
            } catch (Refused e) {
                mistakes.add(Mistake.of(file, e));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new Wrong(mistakes);
        }
        Map<String, Playbook> all = new LinkedHashMap<>();
        shipped.forEach(one -> all.put(one.name(), one));
        all.putAll(own);
        return new Playbooks(List.copyOf(all.values()), auto);
    }

    private static Playbook read(Path path, String file) {
        if (!file.endsWith(ENDING)) {
            throw new Refused(0, "the name of a playbook's file ends in " + ENDING);
        }
        return PlaybookReader.read(Look.bytes(path), file, false);
    }
}
