package io.stakeout.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

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
 */
@ApplicationScoped
class ChainedAuditLog implements AuditLog {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final AuditTable table;
    private final Clock clock;

    ChainedAuditLog(AuditTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Actor who, String action, String subject, Map<String, ?> details) {
        String json = canonical(details);
        var head = table.lockHead();
        table.insert(new AuditLine(
                head.map(h -> h.line().id() + 1).orElse(1L),
                Instant.now(clock),
                who.name(),
                who.role().id(),
                action,
                subject,
                json,
                head.map(AuditTable.Stored::hash).orElse(AuditLine.GENESIS)));
    }

    static String canonical(Map<String, ?> details) {
        try {
            return CANONICAL.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details can't be written as JSON", e);
        }
    }
}
