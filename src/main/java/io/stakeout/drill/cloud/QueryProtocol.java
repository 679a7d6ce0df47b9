package io.stakeout.drill.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The Query protocol of IAM and STS: forms in, XML out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">Calling the IAM API using HTTP query
 *     requests</a>
 */
final class QueryProtocol implements Protocol {

    private static final int MOST_PARAMETERS = 500;
    private static final int LONGEST_LIST = 1_000;

    private final String namespace;

    QueryProtocol(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public Asked read(Incoming request) throws ApiError {
        String form = new String(request.body(), StandardCharsets.UTF_8);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        String action = "";
        int count = 0;
        for (Map.Entry<String, String> pair : UriText.pairs(form.isEmpty() ? request.query() : form, true)) {
            if (++count > MOST_PARAMETERS) {
                throw ApiError.validation("a request has at most " + MOST_PARAMETERS + " parameters here");
            }
            switch (pair.getKey()) {
                case "Action" -> action = pair.getValue();
                case "Version" -> {}
                default -> put(tree, pair.getKey().split("\\."), 0, pair.getValue());
            }
        }
        if (action.isEmpty()) {
            throw new ApiError("MissingAction", 400, "Could not find an Action in the request.");
        }
        return new Asked(action, new Parameters(tree), new byte[0]);
    }

    /** {@code Tags.member.2.Key} is a member of the second structure of a list. */
    private static void put(ObjectNode into, String[] path, int at, String value) throws ApiError {
        String name = path[at];
        if (at == path.length - 1) {
            into.put(name, value);
        } else if (path[at + 1].equals("member") && at + 2 < path.length) {
            element(into.withArrayProperty(name), path, at + 2, value);
        } else {
            put(structure(into, name), path, at + 1, value);
        }
    }

    private static void element(ArrayNode list, String[] path, int at, String value) throws ApiError {
        if (!path[at].matches("[1-9]\\d{0,3}") || Integer.parseInt(path[at]) > LONGEST_LIST) {
            throw ApiError.validation("'" + path[at] + "' is no place in a list");
        }
        int index = Integer.parseInt(path[at]) - 1;
        boolean leaf = at == path.length - 1;
        while (list.size() <= index) {
            if (leaf) {
                list.add("");
            } else {
                list.addObject();
            }
        }
        if (leaf) {
            list.set(index, JsonNodeFactory.instance.textNode(value));
        } else if (list.get(index) instanceof ObjectNode structure) {
            put(structure, path, at + 1, value);
        }
    }

    private static ObjectNode structure(ObjectNode into, String name) {
        JsonNode there = into.get(name);
        return there instanceof ObjectNode structure ? structure : into.putObject(name);
    }

    @Override
    public Outgoing answer(Operation operation, Answer answer, String requestId) {
        XmlText xml = new XmlText();
        xml.open(operation.name() + "Response", namespace);
        if (!answer.result().isEmpty()) {
            xml.open(operation.name() + "Result", "");
            xml.members(answer.result(), "member");
            xml.close(operation.name() + "Result");
        }
        xml.open("ResponseMetadata", "");
        xml.element("RequestId", requestId);
        xml.close("ResponseMetadata");
        xml.close(operation.name() + "Response");
        return xml.outgoing(200, requestId);
    }

    @Override
    public Outgoing error(ApiError error, String requestId) {
        XmlText xml = new XmlText();
        xml.open("ErrorResponse", namespace);
        xml.open("Error", "");
        xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
        xml.element("Code", error.code());
        xml.element("Message", error.getMessage());
        xml.close("Error");
        xml.element("RequestId", requestId);
        xml.close("ErrorResponse");
        return xml.outgoing(error.status(), requestId);
    }
}
