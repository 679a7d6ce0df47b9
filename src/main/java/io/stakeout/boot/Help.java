package io.stakeout.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The texts that need no running application. */
final class Help {

    private Help() {}

    static String text() {
        try (InputStream in = Help.class.getResourceAsStream("help.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("help.txt is part of the application", e);
        }
    }

    static String version() {
        String version = Help.class.getPackage().getImplementationVersion();
        return "stakeout " + (version == null ? "(unpackaged)" : version);
    }
}
