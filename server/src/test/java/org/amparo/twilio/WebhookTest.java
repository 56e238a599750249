package org.amparo.twilio;

import static org.amparo.twilio.Doors.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.delivery.DeliveryReport;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.numbers.Address;
import org.amparo.reception.Inbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {
    private static final String CONTACT = "+40700900123";

    private Doors doors;

    @BeforeAll
    void open() {
        doors = Doors.live();
    }

    @AfterAll
    void close() {
        doors.close();
    }

    @BeforeEach
    void forget() {
        doors.taken.clear();
        doors.reports.clear();
        doors.aside.clear();
        doors.inbox = _ -> new Inbox.Taken.Durably();
    }

    @Test
    void a_signed_text_is_taken_and_answered_with_silence() {
        var answer = doors.posts("/twilio/messages", text(CONTACT, "مرحبا 👋"));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/xml"));
        assertTrue(answer.body().endsWith("<Response/>"));
        var taken = doors.taken.getFirst();
        assertEquals("SM" + "1".repeat(32), taken.carrierId());
        assertEquals(TestLines.LINE, taken.line());
        assertEquals(new Address(Address.Kind.PHONE, CONTACT), taken.from());
        assertEquals("مرحبا 👋", taken.body());
        assertFalse(taken.media());
        assertEquals(Doors.NOW, taken.at());
    }

    @Test
    void both_tokens_are_good_and_any_other_is_not() {
        assertEquals(
                200,
                doors.posts("/twilio/messages", text(CONTACT, "a"), Doors.SECONDARY)
                        .statusCode());
        var refused = doors.posts("/twilio/messages", text(CONTACT, "b"), "another");
        assertEquals(403, refused.statusCode());
        assertEquals("Forbidden.", refused.body());
        assertEquals(1, doors.taken.size());
    }

    @TestFactory
    Stream<DynamicTest> every_door_is_closed_to_what_is_not_signed() {
        return Stream.of(
                        "/twilio/messages",
                        "/twilio/message-status",
                        "/twilio/message-status?row=1",
                        "/twilio/fallback",
                        "/twilio/calls",
                        "/twilio/calls/alert?row=1",
                        "/twilio/calls/status")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    var form = "application/x-www-form-urlencoded";
                    assertEquals(
                            403,
                            doors.sends(path, form, "From=1", Optional.empty()).statusCode());
                    assertEquals(
                            403,
                            doors.sends(path, form, "From=1", Optional.of("AAAA"))
                                    .statusCode());
                    assertEquals(
                            403, doors.sends(path, form, "", Optional.of("")).statusCode());
                    assertEquals(
                            403,
                            doors.sends(path, "application/json", "{}", Optional.of("AA"))
                                    .statusCode());
                    assertTrue(doors.taken.isEmpty());
                    assertTrue(doors.reports.isEmpty());
                }));
    }

    @Test
    void while_the_database_is_away_the_answer_itself_says_something() {
        doors.inbox = _ -> new Inbox.Taken.InJournal("Wait & <see>");
        assertTrue(doors.posts("/twilio/messages", text(CONTACT, "a"))
                .body()
                .endsWith("<Response><Message>Wait &amp; &lt;see&gt;</Message></Response>"));
        doors.inbox = _ -> new Inbox.Taken.InJournal("");
        assertTrue(doors.posts("/twilio/messages", text(CONTACT, "STOP")).body().endsWith("<Response/>"));
    }

    @Test
    void what_could_be_kept_nowhere_is_left_with_the_carrier() {
        doors.inbox = text -> {
            throw new IllegalStateException(text.body());
        };
        var answer = doors.posts("/twilio/messages", text(CONTACT, "canary"));
        assertEquals(500, answer.statusCode());
        assertEquals("Not accepted. Please use the fallback.", answer.body());
    }

    @TestFactory
    Stream<DynamicTest> odd_texts_find_their_way() {
        return Stream.of(
                odd(
                        "a messaging service",
                        Map.of("To", "+15005550006", "MessagingServiceSid", TestLines.SERVICE_ID),
                        "x"),
                odd("WhatsApp", Map.of("From", "whatsapp:" + CONTACT, "To", "whatsapp:+447700900000"), "x"),
                odd("WhatsApp without a number", Map.of("From", "whatsapp:RO.13491208655302741918"), "x"),
                odd(
                        "RCS",
                        Map.of(
                                "From",
                                "rcs:" + CONTACT,
                                "MessagingServiceSid",
                                TestLines.SERVICE_ID,
                                "To",
                                "rcs:open_door"),
                        "x"),
                odd("a pressed button", Map.of("Body", "Rights", "ButtonText", "Rights", "ButtonPayload", "2"), "2"),
                odd("a row of a list", Map.of("Body", "Rights", "ListTitle", "Rights", "ListId", "14"), "14"),
                odd("a button of somebody else", Map.of("Body", "Yes!", "ButtonPayload", "opt_in_yes"), "Yes!"),
                odd("unknown fields", Map.of("Brand new", "é", "OptOutType", "STOP", "ProfileName", "Somebody"), "x"),
                odd("no body", Map.of("Body", ""), ""),
                odd(
                        "null, controls, huge unicode",
                        Map.of("Body", "\u0000\u0007\uFFFF😀'; DROP TABLE x; ${7*7}"),
                        "\u0000\u0007\uFFFF😀'; DROP TABLE x; ${7*7}"),
                odd("a country not served", Map.of("From", "+989120000000"), "x"));
    }

    private DynamicTest odd(String label, Map<String, String> fields, String body) {
        return DynamicTest.dynamicTest(label, () -> {
            doors.taken.clear();
            var form = text(CONTACT, "x");
            form.putAll(fields);
            var answer = doors.posts("/twilio/messages", form);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(1, doors.taken.size());
            assertEquals(body, doors.taken.getFirst().body());
        });
    }

    @Test
    void photos_and_places_count_as_media() {
        var form = text(CONTACT, "");
        form.put("NumMedia", "2");
        doors.posts("/twilio/messages", form);
        form.put("NumMedia", "0");
        form.put("Latitude", "44.4");
        doors.posts("/twilio/messages", form);
        assertEquals(
                List.of(true, true), doors.taken.stream().map(t -> t.media()).toList());
    }

    @TestFactory
    Stream<DynamicTest> whom_nobody_can_answer_is_heard_and_left() {
        return Stream.of(
                ignored("our own number", "From", "+447700900001", OddTexts.Kind.OWN_NUMBER),
                ignored("withheld", "From", "+266696687", OddTexts.Kind.WITHHELD),
                ignored("a short code", "From", "12345", OddTexts.Kind.NOT_A_PERSON),
                ignored("a sender name", "From", "BANK", OddTexts.Kind.NOT_A_PERSON),
                ignored("no line of ours", "To", "+447700900999", OddTexts.Kind.UNKNOWN_LINE));
    }

    private DynamicTest ignored(String label, String field, String value, OddTexts.Kind kind) {
        return DynamicTest.dynamicTest(label, () -> {
            doors.taken.clear();
            var odd = doors.context().getBean(OddTexts.class);
            long before = odd.count(kind);
            var form = text(CONTACT, "x");
            form.put(field, value);
            var answer = doors.posts("/twilio/messages", form);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().endsWith("<Response/>"));
            assertTrue(doors.taken.isEmpty());
            assertEquals(before + 1, odd.count(kind));
        });
    }

    @TestFactory
    Stream<DynamicTest> hostile_requests_get_a_clear_refusal() {
        var sid = "MessageSid=SM1&";
        return Stream.of(
                hostile("over 64 kB", 413, sid + "Body=" + "a".repeat(70_000)),
                hostile("far over", 413, sid + "Body=" + "a".repeat(900_000)),
                hostile("a broken escape", 400, sid + "Body=%zz"),
                hostile("not UTF-8", 400, sid + "Body=%ff%fe"),
                hostile("nothing", 400, ""),
                hostile("no From", 400, sid + "To=%2B447700900000&Body=x"),
                hostile("a senseless From", 400, sid + "From=%3Cscript%3E&To=%2B447700900000&Body=canary"),
                hostile("no To", 400, sid + "From=%2B40700900123&Body=x"),
                hostile("a senseless id", 400, "MessageSid=%00%27--&From=%2B40700900123&To=%2B447700900000&Body=x"));
    }

    private DynamicTest hostile(String label, int status, String raw) {
        return DynamicTest.dynamicTest(label, () -> {
            var fields = Form.read(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .map(Form::fields)
                    .orElse(Map.of());
            for (var path : List.of("/twilio/messages", "/twilio/fallback")) {
                var answer = doors.posts(path, raw, Signatures.sign(Doors.TOKEN, Doors.PUBLIC + path, fields));
                assertEquals(status, answer.statusCode(), answer.body());
                assertRefusal(answer);
            }
            assertTrue(doors.taken.isEmpty());
        });
    }

    private static void assertRefusal(HttpResponse<String> answer) {
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
        assertFalse(answer.body().contains("script") || answer.body().contains("canary"), answer.body());
        assertTrue(answer.body().length() < 100);
    }

    @Test
    void beyond_what_the_server_reads_nothing_hangs() {
        var huge = "MessageSid=SM1&Body=" + "a".repeat(5_000_000);
        try {
            assertEquals(413, doors.posts("/twilio/messages", huge, "signature").statusCode());
        } catch (IllegalStateException e) {
            // the server may cut the connection before the sender has read the answer
            assertInstanceOf(IOException.class, e.getCause());
            assertFalse(e.getCause() instanceof HttpTimeoutException);
        }
        assertEquals(200, doors.posts("/twilio/messages", text(CONTACT, "a")).statusCode());
        assertEquals(1, doors.taken.size());
    }

    @Test
    void a_repeated_field_is_signed_and_its_first_value_counts() {
        var raw = Doors.encoded(text(CONTACT, "first")) + "&Body=second&Body=first";
        var fields = Form.read(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow()
                .fields();
        var answer = doors.posts(
                "/twilio/messages", raw, Signatures.sign(Doors.TOKEN, Doors.PUBLIC + "/twilio/messages", fields));
        assertEquals(200, answer.statusCode());
        assertEquals("first", doors.taken.getFirst().body());
    }

    @Test
    void other_types_and_methods_are_told_apart_without_an_echo() throws Exception {
        var json = "{\"From\":\"canary\"}";
        var hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var path = "/twilio/messages?bodySHA256=" + hash;
        var answer = doors.sends(
                path,
                "application/json",
                json,
                Optional.of(Signatures.sign(Doors.TOKEN, Doors.PUBLIC + path, Map.of())));
        assertEquals(415, answer.statusCode());
        assertRefusal(answer);
        var get = doors.sends(
                HttpRequest.newBuilder(URI.create(doors.url() + "/twilio/messages?Body=canary&From=%2B40700900123"))
                        .GET()
                        .build());
        assertEquals(405, get.statusCode());
        assertFalse(get.body().contains("canary"), get.body());
    }

    @Test
    void a_report_moves_its_row() {
        var form = Map.of("MessageSid", "SM2", "MessageStatus", "undelivered", "ErrorCode", "30005", "To", CONTACT);
        assertEquals(200, doors.posts("/twilio/message-status?row=0a1b", form).statusCode());
        assertEquals(
                List.of(new DeliveryReport(Optional.of("0a1b"), "SM2", DeliveryStatus.UNDELIVERED, 30005)),
                doors.reports);
    }

    @Test
    void a_report_without_a_row_or_with_words_we_do_not_know_is_no_fault() {
        assertEquals(
                200,
                doors.posts("/twilio/message-status", Map.of("SmsSid", "SM3", "SmsStatus", "sent"))
                        .statusCode());
        assertEquals(
                200,
                doors.posts("/twilio/message-status", Map.of("MessageSid", "SM3", "MessageStatus", "dreaming"))
                        .statusCode());
        assertEquals(
                200,
                doors.posts("/twilio/message-status", Map.of("MessageStatus", "sent"))
                        .statusCode());
        assertEquals(List.of(new DeliveryReport(Optional.empty(), "SM3", DeliveryStatus.SENT, 0)), doors.reports);
    }

    @Test
    void the_fallback_says_nothing_when_the_real_answer_follows() {
        assertTrue(doors.posts("/twilio/fallback", text(CONTACT, "a")).body().endsWith("<Response/>"));
        assertEquals(1, doors.taken.size());
    }

    @Test
    void the_fallback_answers_whatever_is_broken() {
        var multilingual = "<Response><Message>Static &amp; &lt;multilingual&gt;</Message></Response>";
        doors.inbox = text -> {
            throw new IllegalStateException(text.body());
        };
        var answer = doors.posts("/twilio/fallback", text(CONTACT, "b"));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().endsWith(multilingual));
        doors.inbox = _ -> new Inbox.Taken.InJournal("");
        assertTrue(
                doors.posts("/twilio/fallback", text(CONTACT, "UNSAFE")).body().endsWith("<Response/>"));
    }

    @Test
    void a_text_the_fallback_cannot_take_in_time_is_put_aside() {
        var hang = new java.util.concurrent.CountDownLatch(1);
        doors.inbox = _ -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Inbox.Taken.Durably();
        };
        var answer = doors.posts("/twilio/fallback", text(CONTACT, "c"));
        hang.countDown();
        assertTrue(answer.body().contains("Static &amp;"), answer.body());
        assertEquals("c", doors.aside.getFirst().body());
    }

    @Test
    void an_error_of_ours_is_a_plain_refusal() {
        doors.inbox = _ -> {
            throw new StackOverflowError("canary");
        };
        var answer = doors.posts("/twilio/messages", text(CONTACT, "canary"));
        assertEquals(500, answer.statusCode());
        assertEquals("Not accepted. Please use the fallback.", answer.body());
    }

    @Test
    void a_call_hears_one_neutral_sentence_in_up_to_three_languages() {
        var call = Map.of("CallSid", "CA1", "From", CONTACT, "To", "+447700900000", "CallStatus", "ringing");
        var answer = doors.posts("/twilio/calls", call);
        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.body().contains("<Say language=\"en-GB\">Hello. This number takes text messages only."),
                answer.body());
        assertTrue(answer.body().split("<Say ", -1).length <= 4, answer.body());
        assertTrue(answer.body().endsWith("<Hangup/></Response>"));
    }

    @Test
    void a_key_pressed_in_an_alert_call_is_answered_and_its_report_moves_the_row() {
        assertTrue(doors.posts("/twilio/calls/alert?row=a", Map.of("CallSid", "CA1", "Digits", "1"))
                .body()
                .contains(">Thank you.</Say><Hangup/>"));
        for (var nothing : List.of(
                Map.of("CallSid", "CA1"),
                Map.of("CallSid", "CA1", "Digits", "2"),
                Map.of("CallSid", "CA1", "Digits", "1", "AnsweredBy", "machine_start"))) {
            assertTrue(doors.posts("/twilio/calls/alert?row=a", nothing)
                    .body()
                    .endsWith("<Response><Hangup/></Response>"));
        }
        doors.posts("/twilio/calls/status?row=a", Map.of("CallSid", "CA1", "CallStatus", "no-answer"));
        assertEquals(
                List.of(new DeliveryReport(Optional.of("a"), "CA1", DeliveryStatus.UNDELIVERED, 0)), doors.reports);
    }

    @Test
    void in_demonstration_the_phones_sign_over_the_address_they_call() {
        try (var demonstration = Doors.demonstration()) {
            var form = text(CONTACT, "a");
            var raw = Doors.encoded(form);
            var fields = Form.read(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .orElseThrow()
                    .fields();
            var path = "/twilio/messages";
            assertEquals(
                    200,
                    demonstration
                            .posts(path, raw, Signatures.sign(Doors.TOKEN, demonstration.url() + path, fields))
                            .statusCode());
            assertEquals(
                    403,
                    demonstration
                            .posts(path, raw, Signatures.sign(Doors.TOKEN, Doors.PUBLIC + path, fields))
                            .statusCode());
        }
    }
}
