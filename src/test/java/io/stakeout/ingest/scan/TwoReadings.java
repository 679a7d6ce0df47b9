package io.stakeout.ingest.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.incident.Lane;
import io.stakeout.watch.IdentifierTable;
import io.stakeout.watch.Watchlist;

/** The same payload read twice: by the scanner, and in full. What they bring has to be equal. */
final class TwoReadings {

    /** What came out, in order. */
    static final class Outcome implements Finds {
        final List<String> matches = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        final List<String> findings = new ArrayList<>();
        private final Watchlist watchlist;

        Outcome(Watchlist watchlist) {
            this.watchlist = watchlist;
        }

        @Override
        public void record(Lane lane, byte[] bytes) {
            try {
                CloudTrailRecord record = CloudTrailRecord.parse(bytes);
                String found = watchlist.match(record) + " " + watchlist.proves(record);
                if (!found.equals("{} {}")) {
                    matches.add(lane + " " + record.eventId() + " " + found + " " + Arrays.hashCode(bytes));
                }
            } catch (UnreadableRecordException e) {
                fault(lane, new Fault(e.getMessage(), bytes));
            }
        }

        @Override
        public void fault(Lane lane, Fault fault) {
            faults.add(lane + " " + fault.reason() + " " + Arrays.hashCode(fault.bytes()));
        }

        @Override
        public void finding(Opened.Finding finding) {
            findings.add(finding.source() + " " + finding.detailType());
        }

        private List<List<String>> all() {
            return List.of(matches, findings);
        }

        /** What another has and this lacks; null when this has what the other lacks. */
        private List<String> missing(Outcome full) {
            List<String> rest = new ArrayList<>(full.faults);
            for (String fault : faults) {
                if (!rest.remove(fault)) {
                    return null;
                }
            }
            return rest;
        }
    }

    private final Scanner scanner = new Scanner(event -> {});
    private final Watchlist watchlist;
    long fullEvents;
    long matches;
    long faults;
    /** Damaged messages of nobody suspected that the scanner did not look at in full. */
    long passedOver;

    TwoReadings(Watchlist watchlist) {
        this.watchlist = watchlist;
    }

    /** Empty when both are equal; else what differs. */
    String difference(byte[] payload) {
        Outcome fast = new Outcome(watchlist);
        long before = scanner.events();
        scanner.scan(payload, watchlist, fast);
        long[] identities = scanner.identities();
        Outcome full = new Outcome(watchlist);
        long events = inFull(payload, full);
        fullEvents += events;
        matches += full.matches.size();
        faults += full.faults.size();
        if (scanner.events() - before != events) {
            return "events " + (scanner.events() - before) + " instead of " + events;
        }
        List<String> missing = fast.missing(full);
        if (!fast.all().equals(full.all()) || missing == null) {
            return "scanner " + fast.all() + fast.faults + "\nin full " + full.all() + full.faults;
        }
        if (missing.stream().anyMatch(fault -> !fault.startsWith("CW The record is not valid JSON"))) {
            return "a fault is missing: " + missing;
        }
        passedOver += missing.size();
        IdentifierTable table = watchlist.identifiers();
        boolean skipped = identities != null && !table.mayConcern(identities);
        return skipped && !full.matches.isEmpty() ? "would have been skipped: " + full.matches : "";
    }

    Scanner scanner() {
        return scanner;
    }

    private static long inFull(byte[] payload, Outcome into) {
        Opened opened = Envelope.open(payload);
        if (opened instanceof Opened.Records records) {
            records.faults().forEach(fault -> into.fault(records.lane(), fault));
            records.records().forEach(record -> into.record(records.lane(), record));
            return records.records().size();
        }
        if (opened instanceof Opened.Unreadable unreadable) {
            into.fault(Lane.CT, unreadable.fault());
        } else if (opened instanceof Opened.Finding finding) {
            into.finding(finding);
        }
        return 0;
    }
}
