package io.stakeout.drill.cloud;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

/** XML that is written from a tree: members become elements, elements of a list all have one name. */
public final class XmlText {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /** @param namespace empty for none */
    public void open(String name, String namespace) {
        text.append('<').append(name);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"").append(namespace).append('"');
        }
        text.append('>');
    }

    public void close(String name) {
        text.append("</").append(name).append('>');
    }

    public void element(String name, String value) {
        open(name, "");
        escape(value);
        close(name);
    }

    /** @param item what an element of a list is called; empty: like the list, without an element around them */
    public void members(ObjectNode node, String item) {
        node.properties().forEach(member -> member(member.getKey(), member.getValue(), item));
    }

    private void member(String name, JsonNode value, String item) {
        if (value instanceof ArrayNode list && item.isEmpty()) {
            list.forEach(element -> member(name, element, item));
        } else if (value instanceof ArrayNode list) {
            open(name, "");
            list.forEach(element -> member(item, element, item));
            close(name);
        } else if (value instanceof ObjectNode structure) {
            open(name, "");
            members(structure, item);
            close(name);
        } else if (value instanceof POJONode pojo && pojo.getPojo() instanceof Map<?, ?> map) {
            open(name, "");
            map.forEach(this::entry);
            close(name);
        } else if (!value.isNull()) {
            element(name, text(value));
        }
    }

    /** What a map has, whose keys are no names of members. */
    private void entry(Object key, Object value) {
        open("entry", "");
        element("key", key.toString());
        element("value", value.toString());
        close("entry");
    }

    private static String text(JsonNode value) {
        if (value instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        return value.asText();
    }

    /** What XML 1.0 can't hold at all becomes a question mark. */
    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(allowed(c) ? c : '?');
            }
        });
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }

    public Outgoing outgoing(int status, String requestId) {
        return new Outgoing(
                status,
                Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId, "x-amz-request-id", requestId),
                text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
