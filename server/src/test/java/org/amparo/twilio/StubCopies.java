package org.amparo.twilio;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The messages and calls a stub of the API keeps: messages listed in pages of twenty, fetched, deleted; their
/// media apart; calls listed and deleted. Safe for many threads.
final class StubCopies {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int PAGE = 20;
    private static final String DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .format(NOW.atZone(ZoneOffset.UTC));
    private static final Pattern ONE =
            Pattern.compile(".*/Messages/([A-Z]{2}[0-9a-f]{32})(/Media(/ME[0-9a-f]{32})?)?\\.json");
    private static final Pattern CALL = Pattern.compile(".*/Calls/(CA[0-9a-f]{32})\\.json");

    private record Kept(String direction, String from, String to, String body) {}

    private final Map<String, Kept> messages = new LinkedHashMap<>();
    private final Map<String, Kept> calls = new LinkedHashMap<>();
    private final TreeSet<String> media = new TreeSet<>();
    private int count;

    record Reply(int status, String body) {}

    synchronized String arrives(String from, String to, String body, boolean withMedia) {
        var id = (withMedia ? "MM" : "SM") + "%032x".formatted(0xa000 + count++);
        messages.put(id, new Kept("inbound", from, to, body));
        if (withMedia) {
            media.add(id);
        }
        return id;
    }

    synchronized void sent(String id, StubApi.Request request) {
        messages.put(id, new Kept("outbound-api", request.field("From"), request.field("To"), request.field("Body")));
    }

    synchronized void rang(String id, StubApi.Request request) {
        calls.put(id, new Kept("outbound-api", request.field("From"), request.field("To"), ""));
    }

    /// Somebody rings the line.
    synchronized String rings(String from, String to) {
        var id = "CA%032x".formatted(0xb000 + count++);
        calls.put(id, new Kept("inbound", from, to, ""));
        return id;
    }

    boolean serves(StubApi.Request request) {
        boolean list =
                request.method().equals("GET") && (request.path().endsWith("/Messages.json") || listsCalls(request));
        return list || ONE.matcher(request.path()).matches() || deletesCall(request);
    }

    private static boolean listsCalls(StubApi.Request request) {
        return request.path().endsWith("/Calls.json");
    }

    private static boolean deletesCall(StubApi.Request request) {
        return request.method().equals("DELETE") && CALL.matcher(request.path()).matches();
    }

    /// @param example of a page of messages, or of calls where they are listed, which is filled in
    synchronized Reply answer(StubApi.Request request, ObjectNode example) {
        if (listsCalls(request)) {
            return calls(request, example);
        }
        if (deletesCall(request)) {
            var call = CALL.matcher(request.path());
            return new Reply(call.matches() && calls.remove(call.group(1)) != null ? 204 : 404, "");
        }
        var one = ONE.matcher(request.path());
        if (!one.matches()) {
            return list(request, example);
        }
        var id = one.group(1);
        if (one.group(2) != null) {
            return media(request, id);
        }
        var kept = messages.get(id);
        if (kept == null) {
            return new Reply(404, "");
        }
        if (request.method().equals("DELETE")) {
            messages.remove(id);
            return new Reply(204, "");
        }
        return new Reply(200, text(node(id, kept, example)));
    }

    private Reply media(StubApi.Request request, String id) {
        if (!messages.containsKey(id)) {
            return new Reply(404, "");
        }
        if (request.method().equals("DELETE")) {
            return new Reply(media.remove(id) ? 204 : 404, "");
        }
        var page = JsonMapper.shared().createObjectNode();
        var list = page.putArray("media_list");
        if (media.contains(id)) {
            list.addObject().put("sid", "ME" + id.substring(2)).put("parent_sid", id);
        }
        return new Reply(200, text(page.putNull("next_page_uri").put("page_size", 50)));
    }

    private Reply list(StubApi.Request request, ObjectNode example) {
        var from = request.query().get("From");
        var to = request.query().get("To");
        var found = messages.entrySet().stream()
                .filter(entry -> from == null || from.contains(entry.getValue().from()))
                .filter(entry -> to == null || to.contains(entry.getValue().to()))
                .toList();
        int page = Integer.parseInt(
                request.query().getOrDefault("Page", List.of("0")).getFirst());
        var answer = example.deepCopy();
        var list = answer.putArray("messages");
        found.stream()
                .skip((long) page * PAGE)
                .limit(PAGE)
                .forEach(entry -> list.add(node(entry.getKey(), entry.getValue(), example)));
        if ((page + 1) * PAGE < found.size()) {
            var number = from != null ? "From=" + from.getFirst() : to != null ? "To=" + to.getFirst() : "";
            answer.put(
                    "next_page_uri",
                    "/2010-04-01/Accounts/" + StubApi.ACCOUNT + "/Messages.json?" + number.replace("+", "%2B")
                            + "&PageSize=" + PAGE + "&Page=" + (page + 1));
        } else {
            answer.putNull("next_page_uri");
        }
        return new Reply(200, text(answer));
    }

    private Reply calls(StubApi.Request request, ObjectNode example) {
        var from = request.query().get("From");
        var to = request.query().get("To");
        var answer = example.deepCopy();
        var list = answer.putArray("calls");
        calls.entrySet().stream()
                .filter(entry -> from == null || from.contains(entry.getValue().from()))
                .filter(entry -> to == null || to.contains(entry.getValue().to()))
                .forEach(entry ->
                        list.add(((ObjectNode) example.path("calls").get(0).deepCopy())
                                .put("sid", entry.getKey())
                                .put("direction", entry.getValue().direction())
                                .put("from", entry.getValue().from())
                                .put("to", entry.getValue().to())
                                .put("date_created", DATE)
                                .put("start_time", DATE)));
        return new Reply(200, text(answer.putNull("next_page_uri")));
    }

    private ObjectNode node(String id, Kept kept, ObjectNode example) {
        return ((ObjectNode) example.path("messages").get(0).deepCopy())
                .put("sid", id)
                .put("direction", kept.direction())
                .put("from", kept.from())
                .put("to", kept.to())
                .put("body", kept.body())
                .put("num_media", media.contains(id) ? "1" : "0")
                .put("date_created", DATE)
                .put("date_sent", DATE);
    }

    private static String text(Object node) {
        return JsonMapper.shared().writeValueAsString(node);
    }
}
