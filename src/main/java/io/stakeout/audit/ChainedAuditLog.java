package io.stakeout.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.stakeout.access.Actor;

/**
 * Appends to the chain. The first append of a transaction makes the appends of all others wait until it ends: take row
 * locks before, append last.
 *
 * <p>Lines from before there was a key stay as they are; the first line after them says how many they are, sealed, so that
 * none of them can be changed, added or removed later.
 */
@ApplicationScoped
class ChainedAuditLog implements AuditLog {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** The first line with a key, when there are lines without one: how many these are. */
    static final String KEYED = "audit.keyed";

    static final String SUBJECT = "audit";

    private final AuditTable table;
    private final AuditKey key;
    private final Clock clock;

    ChainedAuditLog(AuditTable table, AuditKey key, Clock clock) {
        this.table = table;
        this.key = key;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Actor who, String action, String subject, Map<String, ?> details) {
        String json = canonical(details);
        Optional<AuditTable.Stored> head = table.lockHead();
        if (head.isPresent() && !head.get().line().keyed()) {
            long before = head.get().line().id();
            head = Optional.of(write(head, Actor.STAKEOUT, KEYED, SUBJECT, keyedAfter(before)));
        }
        write(head, who, action, subject, json);
    }

    private AuditTable.Stored write(
            Optional<AuditTable.Stored> head, Actor who, String action, String subject, String json) {
        AuditLine line = new AuditLine(
                AuditLine.KEYED,
                head.map(h -> h.line().id() + 1).orElse(1L),
                Instant.now(clock),
                who.name(),
                who.role().id(),
                action,
                subject,
                json,
                head.map(AuditTable.Stored::hash).orElse(AuditLine.GENESIS));
        AuditTable.Stored stored = new AuditTable.Stored(line, line.hash(key));
        table.insert(stored);
        return stored;
    }

    /** The details of the line that follows so many lines without a key. */
    static String keyedAfter(long lines) {
        return canonical(Map.of("linesBefore", lines));
    }

    static String canonical(Map<String, ?> details) {
        try {
            return CANONICAL.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details can't be written as JSON", e);
        }
    }
}
