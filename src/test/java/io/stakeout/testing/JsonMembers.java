package io.stakeout.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * A JSON object whose members have an order, may repeat, and can be written in many ways. Values are strings, numbers,
 * booleans, null, lists, and objects of this type.
 */
public final class JsonMembers {

    /** How it is written: each chance is one in so many; zero is never. */
    public record Style(Random random, int blanks, int escapes) {
        public static Style plain() {
            return new Style(new Random(0), 0, 0);
        }

        private boolean blank() {
            return blanks > 0 && random.nextInt(blanks) == 0;
        }

        private boolean escape() {
            return escapes > 0 && random.nextInt(escapes) == 0;
        }
    }

    /** One member. */
    public record Member(String name, Object value) {}

    public final List<Member> members = new ArrayList<>();

    public static JsonMembers of(Object... namesAndValues) {
        JsonMembers object = new JsonMembers();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** Appends, whether or not there is one of this name. */
    public JsonMembers put(String name, Object value) {
        members.add(new Member(name, value));
        return this;
    }

    /** The first of this name, or null. */
    public Object get(String name) {
        return members.stream()
                .filter(member -> member.name.equals(name))
                .map(Member::value)
                .findFirst()
                .orElse(null);
    }

    public void shuffle(Random random) {
        Collections.shuffle(members, random);
        members.forEach(member -> {
            if (member.value instanceof JsonMembers nested) {
                nested.shuffle(random);
            }
        });
    }

    @Override
    public String toString() {
        return write(Style.plain());
    }

    public String write(Style style) {
        StringBuilder out = new StringBuilder(2_048);
        write(this, style, out);
        return out.toString();
    }

    private static void write(Object value, Style style, StringBuilder out) {
        if (value instanceof JsonMembers object) {
            object.write(style, out);
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(list.get(i), style, out);
            }
            out.append(']');
        } else if (value instanceof String text) {
            string(text, style, out);
        } else {
            out.append(value);
        }
    }

    private void write(Style style, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            out.append(i == 0 ? "" : ",");
            blank(style, out);
            string(members.get(i).name, style, out);
            blank(style, out);
            out.append(':');
            blank(style, out);
            write(members.get(i).value, style, out);
            blank(style, out);
        }
        out.append('}');
    }

    private static void blank(Style style, StringBuilder out) {
        if (style.blank()) {
            out.append(" \n\t\r".charAt(style.random.nextInt(4)));
        }
    }

    private static void string(String text, Style style, StringBuilder out) {
        out.append('"');
        if (style.escapes == 0) {
            out.append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
            return;
        }
        for (char c : text.toCharArray()) {
            if (style.escape()) {
                out.append(c == '/' ? "\\/" : String.format("\\u%04x", (int) c));
            } else {
                out.append(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(c)));
            }
        }
        out.append('"');
    }
}
