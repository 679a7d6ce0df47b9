package io.stakeout.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.Problem;

/**
 * Which activities are wanted: exact values of known columns, several of one column being alternatives.
 */
public final class ActivityFilter {

    /** Names in the API and their columns. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("class", "class");
        COLUMNS.put("outcome", "outcome");
        COLUMNS.put("lane", "lane");
        COLUMNS.put("eventSource", "event_source");
        COLUMNS.put("eventName", "event_name");
        COLUMNS.put("accessKeyId", "access_key_id");
        COLUMNS.put("principalArn", "principal_arn");
        COLUMNS.put("sourceIp", "source_ip");
        COLUMNS.put("region", "region");
        COLUMNS.put("account", "account");
        COLUMNS.put("errorCode", "error_code");
    }

    private static final int MOST_VALUES = 20;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private ActivityFilter() {}

    /** The names that may be filtered on. */
    public static Set<String> names() {
        return new TreeSet<>(COLUMNS.keySet());
    }

    /** @param wanted by API name; names that aren't known are refused */
    public static ActivityFilter of(Map<String, List<String>> wanted) {
        ActivityFilter filter = new ActivityFilter();
        wanted.forEach(filter::add);
        return filter;
    }

    private void add(String name, List<String> alternatives) {
        String column = COLUMNS.get(name);
        if (column == null) {
            throw Problem.invalid("Filter unknown", "Filter by one of " + String.join(", ", names()) + ".");
        }
        if (alternatives.size() > MOST_VALUES) {
            throw Problem.invalid("Filter too long", "At most " + MOST_VALUES + " values of " + name + ".");
        }
        String places = String.join(",", java.util.Collections.nCopies(alternatives.size(), "?"));
        sql.append(" and a.").append(column).append(" in (").append(places).append(')');
        values.addAll(alternatives);
    }

    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }
}
