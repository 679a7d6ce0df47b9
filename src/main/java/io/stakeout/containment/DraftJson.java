package io.stakeout.containment;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.stakeout.containment.control.Directory;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Step;

/** Drafts and steps as the database keeps them; ASCII, since names are attacker-written. */
final class DraftJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private DraftJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts always have a JSON form", e);
        }
    }

    static Draft draft(String json) {
        return read(json, Draft.class);
    }

    static Step step(String json) {
        return read(json, Step.class);
    }

    static List<Directory.Profile> profiles(String json) {
        return List.of(read(json, Directory.Profile[].class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored plan can't be read: " + e.getOriginalMessage(), e);
        }
    }
}
