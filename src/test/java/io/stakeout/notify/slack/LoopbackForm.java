package io.stakeout.notify.slack;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/** The arguments of a call: by form, by JSON or in the address, each as text; structures as JSON text. */
final class LoopbackForm {

    private LoopbackForm() {}

    static Map<String, String> read(HttpExchange exchange, ObjectMapper json) throws IOException {
        Map<String, String> arguments = new LinkedHashMap<>();
        pairs(
                arguments,
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (type.startsWith("application/json")) {
            for (Map.Entry<String, JsonNode> member : json.readTree(body).properties()) {
                JsonNode value = member.getValue();
                arguments.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        } else {
            pairs(arguments, body);
        }
        return arguments;
    }

    private static void pairs(Map<String, String> arguments, String form) {
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                arguments.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
