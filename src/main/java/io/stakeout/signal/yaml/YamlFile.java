package io.stakeout.signal.yaml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The YAML that we take: one document of maps, lists and plain values. No object is ever made of it: there are no tags,
 * and no anchors, by which a few lines become millions.
 */
public final class YamlFile {

    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_NESTING = 20;

    private YamlFile() {}

    /** @throws Refused with the line, when the bytes are no such document */
    public static Part read(byte[] bytes) {
        String text = text(bytes);
        try {
            yaml().parse(new StringReader(text)).forEach(new Strictness()::check);
            Node root = yaml().compose(new StringReader(text));
            if (root == null) {
                throw new Refused(0, "the file is empty");
            }
            return new Part(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new Refused(line, "this is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new Refused(0, "this is no YAML: " + firstLine(e.getMessage()));
        }
    }

    private static String text(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Refused(0, "the file is larger than " + MAX_BYTES / 1024 + " KB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(0, "the file is not UTF-8");
        }
    }

    /** Not thread-safe, so each reading has its own. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setCodePointLimit(MAX_BYTES);
        return new Yaml(new SafeConstructor(options));
    }

    private static String firstLine(String message) {
        return message == null
                ? "it can't be read"
                : message.lines().findFirst().orElse("it can't be read");
    }

    /** Refuses what YAML knows and we don't take. */
    private static final class Strictness {

        private int documents;

        void check(Event event) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw refused(event, "a second document begins here; a file holds one");
            }
            if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
                throw refused(event, "anchors and aliases (& and *) are not taken; quote a text that begins so");
            }
            if (tag(event) != null) {
                throw refused(event, "tags (!…) are not taken; quote a text that begins so");
            }
        }

        private static String tag(Event event) {
            if (event instanceof ScalarEvent scalar) {
                return scalar.getTag();
            }
            return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        }

        private static Refused refused(Event event, String reason) {
            return new Refused(event.getStartMark().getLine() + 1, reason);
        }
    }
}
