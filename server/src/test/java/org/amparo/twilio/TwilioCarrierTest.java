package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.Carrier.Outbound;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.CarrierCopies.Removal;
import org.amparo.harness.CarrierContract;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioCarrierTest implements CarrierContract {
    private static final String PUBLIC = "https://line.example.org";
    private static final UUID ROW = new UUID(1, 2);
    private static final Address CONTACT = new Address(Address.Kind.PHONE, "+447700900123");

    private final StubApi api = new StubApi();
    private final TwilioCarrier carrier = carrier(settings(api.url(), Duration.ofSeconds(10)));

    static TwilioSettings settings(String url, Duration requestTimeout) {
        return new TwilioSettings(
                StubApi.ACCOUNT,
                StubApi.TOKEN,
                null,
                url,
                Duration.ofSeconds(2),
                requestTimeout,
                "discard",
                "obfuscate",
                "automatic");
    }

    private static TwilioCarrier carrier(TwilioSettings settings) {
        return new TwilioCarrier(TwilioClients.of(settings), settings, new PublicUrl(PUBLIC + "/"));
    }

    @AfterEach
    void every_request_was_as_the_description_says() {
        api.close();
        assertEquals(List.of(), api.faults);
    }

    @Override
    public Carrier carrier() {
        return carrier;
    }

    @Override
    public Line line() {
        return TestLines.LINE;
    }

    @Override
    public List<Carried> carried() {
        return api.done.stream()
                .map(request -> new Carried(request.field("To"), request.field("Body")))
                .toList();
    }

    @Override
    public void next(Fault fault) {
        api.next(
                switch (fault) {
                    case OPTED_OUT -> new StubApi.Next.Failure(400, 21610);
                    case TOO_MANY -> new StubApi.Next.Failure(429, 20429);
                    case DOWN -> new StubApi.Next.Failure(503, 20503);
                    case ANSWER_LOST -> new StubApi.Next.Cut();
                    case NOT_FINAL -> new StubApi.Next.Failure(409, 20009);
                });
    }

    @Override
    public void nextDeletion(Fault fault) {
        next(fault);
    }

    @Override
    public String arrives(String from, String body, boolean media) {
        var to = from.startsWith("whatsapp:") ? "whatsapp:+447700900000" : "+447700900000";
        return api.copies.arrives(from, to, body, media);
    }

    /// It never begins to ring here.
    @Override
    public void callIsOver(String id) {}

    @Override
    public Instant carrierTime() {
        return StubCopies.NOW;
    }

    private static Outbound.FreeText text(Line line, Address to, boolean conversation) {
        return new Outbound.FreeText(ROW, line, to, "0a1b2c", "Hello", Duration.ofMinutes(10), conversation);
    }

    @Test
    void a_text_leaves_with_every_switch_set() {
        assertEquals(
                new Outcome.Accepted("SM%032x".formatted(1), Optional.of(1)),
                carrier.send(text(TestLines.LINE, CONTACT, false)));
        assertEquals(
                Map.of(
                        "To", List.of("+447700900123"),
                        "From", List.of("+447700900000"),
                        "Body", List.of("Hello"),
                        "StatusCallback", List.of(PUBLIC + "/twilio/message-status?row=0a1b2c"),
                        "ValidityPeriod", List.of("600"),
                        "ContentRetention", List.of("discard"),
                        "AddressRetention", List.of("obfuscate"),
                        "SmartEncoded", List.of("false")),
                api.done.getFirst().form());
    }

    @Test
    void the_fraud_check_does_not_hold_back_what_people_say_to_each_other() {
        carrier.send(text(TestLines.LINE, CONTACT, true));
        assertEquals("disable", api.done.getFirst().field("RiskCheck"));
    }

    @Test
    void a_line_behind_a_messaging_service_sends_through_it() {
        carrier.send(text(TestLines.POOLED, CONTACT, false));
        assertEquals(TestLines.SERVICE_ID, api.done.getFirst().field("MessagingServiceSid"));
        assertEquals("", api.done.getFirst().field("From"));
    }

    @Test
    void whatsapp_and_rcs_leave_on_their_own_channel() {
        carrier.send(text(TestLines.POOLED, new Address(Address.Kind.WHATSAPP, "whatsapp:+447700900123"), false));
        assertEquals("whatsapp:+447700900123", api.done.getFirst().field("To"));
        assertEquals("whatsapp:+447700900001", api.done.getFirst().field("From"));
        carrier.send(text(TestLines.POOLED, new Address(Address.Kind.RCS, "rcs:+447700900123"), false));
        assertEquals("rcs:+447700900123", api.done.getLast().field("To"));
        assertEquals(TestLines.SERVICE_ID, api.done.getLast().field("MessagingServiceSid"));
    }

    @Test
    void a_template_carries_its_variables_as_json() {
        var outcome = carrier.send(new Outbound.Template(
                ROW,
                TestLines.LINE,
                new Address(Address.Kind.WHATSAPP, "whatsapp:+447700900123"),
                "0a1b2c",
                "HX" + "7".repeat(32),
                Map.of("1", "\"é\" \\ 👋")));
        assertInstanceOf(Outcome.Accepted.class, outcome);
        assertEquals("HX" + "7".repeat(32), api.done.getFirst().field("ContentSid"));
        assertEquals("{\"1\":\"\\\"é\\\" \\\\ 👋\"}", api.done.getFirst().field("ContentVariables"));
        assertEquals("", api.done.getFirst().field("Body"));
    }

    @Test
    void an_alert_call_speaks_and_asks_for_a_key() {
        var outcome = carrier.send(new Outbound.AlertCall(
                ROW, TestLines.LINE, CONTACT, "0a1b2c", "One urgent, French. Press 1 to take it.", "en"));
        assertEquals(new Outcome.Accepted("CA%032x".formatted(1), Optional.empty()), outcome);
        var call = api.done.getFirst();
        assertEquals("/2010-04-01/Accounts/" + StubApi.ACCOUNT + "/Calls.json", call.path());
        assertEquals(PUBLIC + "/twilio/calls/status?row=0a1b2c", call.field("StatusCallback"));
        assertTrue(call.field("Twiml").contains("action=\"" + PUBLIC + "/twilio/calls/alert?row=0a1b2c\""));
        assertTrue(
                call.field("Twiml").contains("<Say language=\"en-GB\">One urgent, French. Press 1 to take it.</Say>"));
    }

    @Test
    void a_call_to_the_line_is_listed_and_deleted_as_a_call() {
        var id = api.copies.rings("+447700900123", "+447700900000");
        assertEquals(List.of(id), ids(Direction.INBOUND));
        nextDeletion(Fault.NOT_FINAL);
        assertEquals(new Removal.NotFinal(), carrier.delete(line(), id));
        assertEquals(new Removal.Gone(true), carrier.delete(line(), id));
        assertEquals(new Removal.Gone(false), carrier.delete(line(), id));
        assertTrue(api.requests.stream()
                .anyMatch(request ->
                        request.method().equals("DELETE") && request.path().endsWith("/Calls/" + id + ".json")));
    }

    @Test
    void where_the_carrier_does_not_go_nothing_is_even_asked() {
        var refused = new Outcome.Refused(Reason.NOT_SERVED, 0);
        assertEquals(
                refused, carrier.send(text(TestLines.LINE, new Address(Address.Kind.PHONE, "+989120000000"), true)));
        assertEquals(
                refused,
                carrier.send(text(TestLines.LINE, new Address(Address.Kind.WHATSAPP, "whatsapp:+8501912345"), true)));
        assertEquals(List.of(), api.requests);
    }

    @Test
    void each_request_goes_out_once_whatever_the_answer() {
        for (int status : new int[] {500, 502, 503, 504, 429, 408}) {
            api.requests.clear();
            api.next(new StubApi.Next.Failure(status, 0));
            carrier.send(text(TestLines.LINE, CONTACT, false));
            assertEquals(1, api.requests.size(), "after " + status);
        }
    }

    @Test
    void a_gateways_page_is_a_doubt() {
        api.next(new StubApi.Next.Failure(502, 0));
        assertEquals(new Outcome.InDoubt(Reason.CARRIER_DOWN), carrier.send(text(TestLines.LINE, CONTACT, false)));
        api.next(new StubApi.Next.Failure(503, 0));
        assertInstanceOf(Outcome.TryLater.class, carrier.send(text(TestLines.LINE, CONTACT, false)));
    }

    @Test
    void an_acceptance_that_cannot_be_read_is_a_doubt() {
        for (var body : List.of("", "{", "<html/>", "[]")) {
            api.next(new StubApi.Next.Answer(201, body));
            assertInstanceOf(Outcome.InDoubt.class, carrier.send(text(TestLines.LINE, CONTACT, false)), body);
        }
    }

    @Test
    void an_answer_that_never_comes_is_a_doubt() {
        api.next(new StubApi.Next.Silence());
        var impatient = carrier(settings(api.url(), Duration.ofMillis(200)));
        assertEquals(new Outcome.InDoubt(Reason.CARRIER_DOWN), impatient.send(text(TestLines.LINE, CONTACT, false)));
    }

    @Test
    void a_door_that_is_shut_is_for_later() {
        var shut = carrier(settings("http://localhost:1", Duration.ofSeconds(5)));
        var later = assertInstanceOf(Outcome.TryLater.class, shut.send(text(TestLines.LINE, CONTACT, false)));
        assertEquals(Reason.CARRIER_DOWN, later.reason());
    }

    @Test
    void a_wrong_token_is_for_later_so_that_nothing_is_lost_while_it_is_mended() {
        var wrong = new TwilioSettings(
                StubApi.ACCOUNT,
                "wrong",
                null,
                api.url(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                "discard",
                "obfuscate",
                "automatic");
        var later = assertInstanceOf(Outcome.TryLater.class, carrier(wrong).send(text(TestLines.LINE, CONTACT, false)));
        assertEquals(Reason.MISCONFIGURED, later.reason());
    }

    @Test
    void printing_the_settings_or_a_text_shows_nothing() {
        assertFalse(settings(api.url(), Duration.ofSeconds(1)).toString().contains(StubApi.TOKEN));
        assertFalse(text(TestLines.LINE, CONTACT, false).toString().contains("Hello"));
    }

    @Test
    void a_report_s_code_means_the_same() {
        assertEquals(new Outcome.Refused(Reason.UNKNOWN_NUMBER, 30005), carrier.reported(30005));
    }
}
