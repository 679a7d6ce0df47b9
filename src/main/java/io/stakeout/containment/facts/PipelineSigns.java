package io.stakeout.containment.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What says that a pipeline uses a principal; the table with its sources is {@code pipeline-signs.tsv}. Signs, no proof:
 * an approver judges them. Pure.
 */
final class PipelineSigns {

    private static final String TABLE = "pipeline-signs.tsv";

    /** In so many of 24 hours no person is at work. */
    static final int STEADY_HOURS = 20;

    private static final int MOST_ADDRESSES_OF_A_PERSON = 1;
    private static final String WEB_IDENTITY = "AssumeRoleWithWebIdentity";

    private record Sign(String where, Pattern pattern, String what) {}

    private final List<Sign> signs;

    private PipelineSigns(List<Sign> signs) {
        this.signs = signs;
    }

    static PipelineSigns shipped() {
        try (InputStream in = PipelineSigns.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The build is incomplete: " + TABLE + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new PipelineSigns(reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(row -> new Sign(row[0], Pattern.compile(row[1], Pattern.CASE_INSENSITIVE), row[2]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The signs, for people, each once.
     *
     * @param sessions names of sessions that are none of the suspects'
     * @param hours of the last 24 in which there was a call
     * @param addressesAtOnce the most addresses within one hour that are none of the suspects'
     * @param how calls by which its sessions were handed out
     */
    List<String> of(
            Collection<String> agents,
            Collection<String> sessions,
            int hours,
            int addressesAtOnce,
            Collection<String> how) {
        TreeSet<String> found = new TreeSet<>();
        agents.forEach(
                agent -> what("agent", agent).ifPresent(what -> found.add(what + " (user agent " + agent + ")")));
        sessions.forEach(name -> session(name).ifPresent(what -> found.add(what + " (session " + name + ")")));
        if (hours >= STEADY_HOURS) {
            found.add("calls in " + hours + " of the last 24 hours");
        }
        if (addressesAtOnce > MOST_ADDRESSES_OF_A_PERSON) {
            found.add("calls from " + addressesAtOnce + " addresses within one hour");
        }
        if (how.contains(WEB_IDENTITY)) {
            found.add("sessions by " + WEB_IDENTITY + ", as GitHub, GitLab and Kubernetes sign in");
        }
        return List.copyOf(found);
    }

    private Optional<String> session(String name) {
        return what("person", name).isPresent() ? Optional.empty() : what("session", name);
    }

    private Optional<String> what(String where, String text) {
        return signs.stream()
                .filter(sign -> sign.where().equals(where)
                        && sign.pattern().matcher(text).matches())
                .map(Sign::what)
                .findFirst();
    }
}
