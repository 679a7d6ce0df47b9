package io.stakeout.notify.slack;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The workspace behind the loopback Slack: people, channels and what stands in them. Thread-safe. */
public final class LoopbackWorkspace {

    public static final String TEAM = "T0LOOPBACK";
    public static final String BOT = "U0STAKEOUT";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 200;

    /** @param email empty when the app may not see it */
    public record Person(String id, String name, String realName, String email, boolean bot) {}

    /** As it stands in the channel now; {@code edits} is how often it was changed. */
    public record Said(
            String channel,
            String ts,
            String threadTs,
            String text,
            JsonNode blocks,
            JsonNode metadata,
            boolean broadcast,
            int edits) {

        /** The payload's key, by which a message is known again. */
        public String key() {
            return metadata.path("event_payload").path("key").asText();
        }

        public boolean reply() {
            return !threadTs.isEmpty() && !threadTs.equals(ts);
        }
    }

    /** A view that was opened or changed, and what it is now. */
    public record View(String id, String trigger, JsonNode view) {}

    private static final class Room {
        private final String id;
        private final String name;
        private final boolean closed;
        private final Set<String> members = new LinkedHashSet<>();
        private final Map<String, Said> said = new LinkedHashMap<>();
        private boolean archived;

        private Room(String id, String name, boolean closed) {
            this.id = id;
            this.name = name;
            this.closed = closed;
        }
    }

    private final Clock clock;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();
    private String scopes = "chat:write,groups:read,groups:write,groups:history,channels:read,channels:history,"
            + "users:read,users:read.email,commands";
    private Supplier<String> socket = () -> "ws://127.0.0.1:9/none";

    LoopbackWorkspace(Clock clock) {
        this.clock = clock;
        people.put(BOT, new Person(BOT, "stakeout", "Stakeout", "", true));
    }

    /** Where {@code apps.connections.open} sends whoever asks. */
    public synchronized void socket(Supplier<String> address) {
        socket = address;
    }

    public synchronized void scopes(String all) {
        scopes = all;
    }

    synchronized String scopes() {
        return scopes;
    }

    public synchronized Person person(String id, String name, String realName, String email) {
        Person person = new Person(id, name, realName, email, false);
        people.put(id, person);
        return person;
    }

    /** @return its id */
    public synchronized String channel(String name, boolean closed, String... members) {
        Room room = new Room((closed ? "G" : "C") + "0" + ids.incrementAndGet(), name, closed);
        room.members.add(BOT);
        room.members.addAll(List.of(members));
        rooms.put(room.id, room);
        return room.id;
    }

    public synchronized void join(String channel, String person) {
        rooms.get(channel).members.add(person);
    }

    public synchronized void leave(String channel, String person) {
        rooms.get(channel).members.remove(person);
    }

    public synchronized void archive(String channel) {
        rooms.get(channel).archived = true;
    }

    public synchronized Set<String> members(String channel) {
        return Set.copyOf(rooms.get(channel).members);
    }

    public synchronized Optional<String> channelNamed(String name) {
        return rooms.values().stream()
                .filter(room -> room.name.equals(name))
                .map(room -> room.id)
                .findFirst();
    }

    public synchronized List<String> channelNames() {
        return rooms.values().stream().map(room -> room.name).toList();
    }

    /** What stands in a channel, in its order, replies too. */
    public synchronized List<Said> said(String channel) {
        return rooms.containsKey(channel) ? List.copyOf(rooms.get(channel).said.values()) : List.of();
    }

    /** What stands anywhere. */
    public synchronized List<Said> said() {
        return rooms.values().stream()
                .flatMap(room -> room.said.values().stream())
                .toList();
    }

    /** As if a person had written it: no metadata. */
    public synchronized void delete(String channel, String ts) {
        rooms.get(channel).said.remove(ts);
    }

    public synchronized List<View> views() {
        return List.copyOf(views.values());
    }

    static ObjectNode error(String code) {
        return JSON.createObjectNode().put("ok", false).put("error", code);
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    synchronized JsonNode call(String method, Map<String, String> arguments) {
        return switch (method) {
            case "auth.test" ->
                ok().put("url", "https://loopback.slack.com/")
                        .put("team", "Loopback")
                        .put("user", "stakeout")
                        .put("team_id", TEAM)
                        .put("user_id", BOT)
                        .put("bot_id", "B0STAKEOUT");
            case "apps.connections.open" -> ok().put("url", socket.get());
            case "users.info" -> person(people.get(arguments.get("user")));
            case "users.lookupByEmail" -> byEmail(arguments.getOrDefault("email", ""));
            case "conversations.create" -> create(arguments);
            case "conversations.list" -> list();
            case "views.open" -> open(arguments);
            case "views.update" -> updateView(arguments);
            default -> inChannel(method, arguments);
        };
    }

    private JsonNode inChannel(String method, Map<String, String> arguments) {
        Room room = room(arguments.getOrDefault("channel", ""));
        if (room == null || room.closed && !room.members.contains(BOT)) {
            return error("channel_not_found");
        }
        boolean writes = method.startsWith("chat.") || method.equals("conversations.invite");
        if (writes && room.archived) {
            return error("is_archived");
        }
        if (!room.members.contains(BOT) && !method.equals("conversations.info")) {
            return error("not_in_channel");
        }
        return switch (method) {
            case "chat.postMessage" -> post(room, arguments);
            case "chat.update" -> update(room, arguments);
            case "chat.postEphemeral" -> ok().put("message_ts", ts());
            case "conversations.invite" -> invite(room, arguments);
            case "conversations.members" ->
                page(
                        "members",
                        arguments,
                        room.members.stream()
                                .map(JSON.getNodeFactory()::textNode)
                                .toList());
            case "conversations.info" -> ok().set("channel", described(room));
            case "conversations.archive" -> archived(room);
            case "conversations.history" -> history(room, arguments);
            case "conversations.replies" -> replies(room, arguments);
            default -> error("unknown_method");
        };
    }

    /** A direct message is addressed by whom it is for. */
    private Room room(String id) {
        if (!rooms.containsKey(id) && people.containsKey(id)) {
            Room direct = new Room(id, "direct-" + id.toLowerCase(java.util.Locale.ROOT), true);
            direct.members.addAll(List.of(BOT, id));
            rooms.put(id, direct);
        }
        return rooms.get(id);
    }

    private JsonNode archived(Room room) {
        if (room.archived) {
            return error("already_archived");
        }
        room.archived = true;
        return ok();
    }

    private JsonNode create(Map<String, String> arguments) {
        String name = arguments.getOrDefault("name", "");
        if (!name.matches("[a-z0-9_-]{1,80}")) {
            return error("invalid_name_specials");
        }
        if (rooms.values().stream().anyMatch(room -> room.name.equals(name))) {
            return error("name_taken");
        }
        String id = channel(name, flag(arguments, "is_private"));
        return ok().set("channel", described(rooms.get(id)));
    }

    private ObjectNode described(Room room) {
        return JSON.createObjectNode()
                .put("id", room.id)
                .put("name", room.name)
                .put("is_private", room.closed)
                .put("is_archived", room.archived)
                .put("is_member", room.members.contains(BOT))
                .put("creator", BOT)
                .put("num_members", room.members.size());
    }

    private JsonNode list() {
        ArrayNode channels = JSON.createArrayNode();
        rooms.values().stream()
                .filter(room -> !room.closed || room.members.contains(BOT))
                .forEach(room -> channels.add(described(room)));
        return ok().set("channels", channels);
    }

    private JsonNode invite(Room room, Map<String, String> arguments) {
        ArrayNode errors = JSON.createArrayNode();
        for (String user : arguments.getOrDefault("users", "").split(",")) {
            String wrong = !people.containsKey(user)
                    ? "user_not_found"
                    : room.members.contains(user) ? "already_in_channel" : "";
            if (wrong.isEmpty()) {
                room.members.add(user);
            } else {
                errors.addObject().put("user", user).put("ok", false).put("error", wrong);
            }
        }
        boolean forced = flag(arguments, "force");
        ObjectNode answer = errors.isEmpty() || forced
                ? ok().set("channel", described(room))
                : error(errors.get(0).path("error").asText());
        if (!errors.isEmpty()) {
            answer.set("errors", errors);
        }
        return answer;
    }

    private JsonNode post(Room room, Map<String, String> arguments) {
        Optional<String> wrong = wrong(arguments);
        if (wrong.isPresent()) {
            return error(wrong.get());
        }
        String thread = arguments.getOrDefault("thread_ts", "");
        if (!thread.isEmpty() && !room.said.containsKey(thread)) {
            return error("thread_not_found");
        }
        boolean broadcast = flag(arguments, "reply_broadcast");
        Said said = new Said(
                room.id,
                ts(),
                thread,
                arguments.getOrDefault("text", ""),
                tree(arguments.getOrDefault("blocks", "[]")),
                tree(arguments.getOrDefault("metadata", "{}")),
                broadcast,
                0);
        room.said.put(said.ts, said);
        return ok().put("channel", room.id).put("ts", said.ts).set("message", message(said, false));
    }

    private JsonNode update(Room room, Map<String, String> arguments) {
        Optional<String> wrong = wrong(arguments);
        if (wrong.isPresent()) {
            return error(wrong.get());
        }
        Said before = room.said.get(arguments.getOrDefault("ts", ""));
        if (before == null) {
            return error("message_not_found");
        }
        Said after = new Said(
                room.id,
                before.ts,
                before.threadTs,
                arguments.getOrDefault("text", ""),
                tree(arguments.getOrDefault("blocks", "[]")),
                arguments.containsKey("metadata") ? tree(arguments.get("metadata")) : before.metadata,
                before.broadcast,
                before.edits + 1);
        room.said.put(after.ts, after);
        return ok().put("channel", room.id).put("ts", after.ts).put("text", after.text);
    }

    private static Optional<String> wrong(Map<String, String> arguments) {
        if (arguments.getOrDefault("text", "").length() > 40_000) {
            return Optional.of("msg_too_long");
        }
        if (arguments.getOrDefault("text", "").isEmpty() && !arguments.containsKey("blocks")) {
            return Optional.of("no_text");
        }
        boolean broken = arguments.containsKey("blocks")
                && !BlockRules.ofMessage(tree(arguments.get("blocks"))).isEmpty();
        return broken ? Optional.of("invalid_blocks") : Optional.empty();
    }

    private JsonNode history(Room room, Map<String, String> arguments) {
        List<JsonNode> newestFirst = new ArrayList<>();
        room.said.values().stream()
                .filter(said -> !said.reply() || said.broadcast)
                .filter(said -> said.ts.compareTo(arguments.getOrDefault("oldest", "")) >= 0)
                .forEach(said -> newestFirst.add(0, message(said, withMetadata(arguments))));
        return page("messages", arguments, newestFirst);
    }

    private JsonNode replies(Room room, Map<String, String> arguments) {
        String root = arguments.getOrDefault("ts", "");
        if (!room.said.containsKey(root)) {
            return error("thread_not_found");
        }
        String oldest = arguments.getOrDefault("oldest", "");
        return page(
                "messages",
                arguments,
                room.said.values().stream()
                        .filter(said ->
                                said.ts.equals(root) || said.threadTs.equals(root) && said.ts.compareTo(oldest) >= 0)
                        .map(said -> (JsonNode) message(said, withMetadata(arguments)))
                        .toList());
    }

    /** As Slack reads it: forms carry {@code 1} and {@code true} alike. */
    private static boolean flag(Map<String, String> arguments, String name) {
        return Set.of("1", "true").contains(arguments.getOrDefault(name, "0"));
    }

    private static boolean withMetadata(Map<String, String> arguments) {
        return flag(arguments, "include_all_metadata");
    }

    private static ObjectNode message(Said said, boolean metadata) {
        ObjectNode node = JSON.createObjectNode()
                .put("type", "message")
                .put("user", BOT)
                .put("ts", said.ts)
                .put("text", said.text);
        if (!said.threadTs.isEmpty()) {
            node.put("thread_ts", said.threadTs);
        }
        node.set("blocks", said.blocks);
        if (metadata && !said.metadata.isEmpty()) {
            node.set("metadata", said.metadata);
        }
        return node;
    }

    private static JsonNode page(String name, Map<String, String> arguments, List<? extends JsonNode> all) {
        int from = Integer.parseInt("0" + arguments.getOrDefault("cursor", ""));
        int limit = Math.min(PAGE, Integer.parseInt(arguments.getOrDefault("limit", "100")));
        int to = Math.min(all.size(), from + limit);
        ObjectNode answer = ok();
        answer.putArray(name).addAll(all.subList(Math.min(from, to), to));
        answer.put("has_more", to < all.size());
        answer.putObject("response_metadata").put("next_cursor", to < all.size() ? Integer.toString(to) : "");
        return answer;
    }

    private static JsonNode person(Person person) {
        if (person == null) {
            return error("user_not_found");
        }
        ObjectNode user = JSON.createObjectNode()
                .put("id", person.id)
                .put("team_id", TEAM)
                .put("name", person.name)
                .put("real_name", person.realName)
                .put("deleted", false)
                .put("is_bot", person.bot);
        ObjectNode profile = user.putObject("profile");
        profile.put("real_name", person.realName).put("display_name", person.name);
        if (!person.email.isEmpty()) {
            profile.put("email", person.email);
        }
        return ok().set("user", user);
    }

    private JsonNode byEmail(String email) {
        return people.values().stream()
                .filter(person -> person.email.equalsIgnoreCase(email))
                .findFirst()
                .map(LoopbackWorkspace::person)
                .orElseGet(() -> error("users_not_found"));
    }

    private JsonNode open(Map<String, String> arguments) {
        JsonNode view = tree(arguments.getOrDefault("view", "{}"));
        String trigger = arguments.getOrDefault("trigger_id", "");
        if (trigger.isEmpty() || views.values().stream().anyMatch(known -> known.trigger.equals(trigger))) {
            return error(trigger.isEmpty() ? "invalid_arguments" : "exchanged_trigger_id");
        }
        return kept("V0" + ids.incrementAndGet(), trigger, view);
    }

    private JsonNode updateView(Map<String, String> arguments) {
        View before = views.get(arguments.getOrDefault("view_id", ""));
        return before == null
                ? error("not_found")
                : kept(before.id, before.trigger, tree(arguments.getOrDefault("view", "{}")));
    }

    private JsonNode kept(String id, String trigger, JsonNode view) {
        if (!BlockRules.ofView(view).isEmpty()) {
            return error("invalid_arguments");
        }
        views.put(id, new View(id, trigger, view));
        return ok().set("view", ((ObjectNode) view.deepCopy()).put("id", id));
    }

    private String ts() {
        return String.format("%d.%06d", clock.instant().getEpochSecond(), ids.incrementAndGet());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }
}
