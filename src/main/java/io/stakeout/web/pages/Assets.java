package io.stakeout.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Addresses of the built scripts and style sheets. Vite puts a hash of the content into each file's name and writes the
 * names into a manifest; the files can therefore be cached for good and a new version is never mixed with an old one.
 */
@ApplicationScoped
public class Assets {

    private static final String MANIFEST = "META-INF/frontend/manifest.json";

    private final JsonNode manifest;

    public Assets() {
        this(read());
    }

    Assets(JsonNode manifest) {
        this.manifest = manifest;
    }

    /** Address of a source file's build, such as {@code src/room.ts}. */
    public String path(String source) {
        String file = manifest.path(source).path("file").asText("");
        return file.isEmpty() ? "/assets/not-built-" + source.replaceAll("[^a-z.]", "-") : "/" + file;
    }

    /** A build without the front end still starts: its pages are drawn without style and say so in their addresses. */
    private static JsonNode read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(MANIFEST)) {
            ObjectMapper mapper = new ObjectMapper();
            return in == null ? mapper.valueToTree(Map.of()) : mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
