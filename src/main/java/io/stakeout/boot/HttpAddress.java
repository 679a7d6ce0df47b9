package io.stakeout.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

import io.stakeout.Loopback;
import io.stakeout.Mode;

/** Where the application will listen. */
record HttpAddress(String host, int port) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    static HttpAddress of(Mode mode, Environment environment) {
        String host = environment.get("quarkus.http.host").orElse(LOOPBACK);
        int port = environment.get("quarkus.http.port").map(HttpAddress::port).orElse(8080);
        HttpAddress address = new HttpAddress(host, port);
        if (mode.rehearsal() && !address.loopback()) {
            throw StartRefused.because("A " + name(mode) + " listens on this machine only, since its accounts are"
                    + " public knowledge: unset QUARKUS_HTTP_HOST (it is " + host + ").");
        }
        return address;
    }

    private static String name(Mode mode) {
        return mode.drill() ? "drill" : "replay";
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw StartRefused.because("QUARKUS_HTTP_PORT must be a number from 0 to 65535, but is '" + text + "'.");
    }

    /** By the letter, without asking a name server: what only may resolve to loopback isn't. */
    boolean loopback() {
        return Loopback.is(host);
    }

    /** Says before anything is started that the port is taken; Quarkus would find out last. */
    void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw StartRefused.because("QUARKUS_HTTP_HOST is '" + host + "', which is no address of this machine.", e);
        } catch (IOException e) {
            throw StartRefused.because(taken(), e);
        }
    }

    String taken() {
        return "Stakeout can't listen on " + host + ":" + port + ": another process has the port or the address isn't"
                + " this machine's; set QUARKUS_HTTP_PORT to another port.";
    }

    /** A warning for people who open the application to a network. */
    Optional<String> warning(Environment environment) {
        if (loopback() || environment.get("stakeout.public-url").isPresent()) {
            return Optional.empty();
        }
        return Optional.of("Warning: listening on " + host + ", which other machines may reach, but STAKEOUT_PUBLIC_URL"
                + " is not set: links will be wrong and the session cookie is not marked Secure.");
    }

    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
