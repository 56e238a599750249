package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundTextsTest {
    private static final String PHONE = "+447700900201";
    private static final String OTHER = "+33639980012";

    private final Network network = new Network();

    @AfterEach
    void close() {
        network.close();
    }

    private String text(String from, String body) {
        return network.phones.send(from, Network.LINE, body, false);
    }

    @Test
    void a_text_is_posted_as_the_real_carrier_posts_it() {
        var id = text(OTHER, "au secours é€ 👋 & = +");
        var post = network.posted.getFirst();
        assertEquals("/twilio/messages", post.path());
        assertEquals(id, post.field("MessageSid"));
        assertEquals(id, post.field("SmsSid"));
        assertEquals(OTHER, post.field("From"));
        assertEquals("+447700900000", post.field("To"));
        assertEquals("au secours é€ 👋 & = +", post.field("Body"));
        assertEquals("0", post.field("NumMedia"));
        assertEquals("1", post.field("NumSegments"));
        assertEquals("FR", post.field("FromCountry"));
        assertEquals("received", post.field("SmsStatus"));
        assertEquals("2010-04-01", post.field("ApiVersion"));
        assertEquals("received", network.feed.after(0).getFirst().status());
    }

    @Test
    void whatsapp_has_a_profile_and_no_place() {
        text("whatsapp:" + PHONE, "hello");
        var post = network.posted.getFirst();
        assertEquals("whatsapp:" + PHONE, post.field("From"));
        assertEquals("whatsapp:+447700900000", post.field("To"));
        assertEquals("447700900201", post.field("WaId"));
        assertTrue(post.fields().containsKey("ProfileName"));
        assertTrue(!post.fields().containsKey("FromCountry"));
    }

    @Test
    void a_picture_comes_with_its_address() {
        network.phones.send(PHONE, Network.LINE, "", true);
        var post = network.posted.getFirst();
        assertEquals("1", post.field("NumMedia"));
        assertTrue(post.fields().containsKey("MediaUrl0"));
    }

    @Test
    void a_repeated_text_is_the_same_text() {
        network.faults.on(Fault.INBOUND_REPEATED, 1);
        text(PHONE, "hello");
        network.settle();
        assertEquals(List.of("hello", "hello", "hello"), network.received());
        assertEquals(1, distinct("MessageSid"));
        assertEquals(
                1,
                network.posted.stream()
                        .map(Network.Posted::idempotency)
                        .distinct()
                        .count());
        text(PHONE, "hello");
        assertEquals(2, distinct("MessageSid"));
    }

    private int distinct(String field) {
        return network.posted.stream()
                .map(post -> post.field(field))
                .collect(Collectors.toSet())
                .size();
    }

    @Test
    void a_text_that_swaps_is_overtaken_by_the_next_of_its_phone() {
        network.faults.on(Fault.INBOUND_REORDERED, 2);
        text(PHONE, "first");
        assertEquals(List.of(), network.received());
        text(PHONE, "second");
        assertEquals(List.of("second", "first"), network.received());
        network.forward(Duration.ofSeconds(3));
        assertEquals(List.of("second", "first"), network.received());
    }

    @Test
    void a_text_that_nobody_overtakes_comes_after_three_seconds() {
        network.faults.on(Fault.INBOUND_REORDERED, 1);
        text(PHONE, "alone");
        network.forward(Duration.ofSeconds(2));
        assertEquals(List.of(), network.received());
        network.forward(Duration.ofSeconds(1));
        assertEquals(List.of("alone"), network.received());
    }

    @Test
    void what_the_line_does_not_take_goes_to_the_fallback_and_its_words_reach_the_phone() {
        network.line = post -> post.path().equals("/twilio/fallback")
                ? new Webhooks.Answer(200, "<Response><Message>Ring &amp; ask: 112</Message></Response>")
                : new Webhooks.Answer(500, "");
        text(PHONE, "hello");
        var sent = network.feed.after(0);
        assertEquals("refused", sent.getFirst().status());
        assertEquals(500, sent.getFirst().code());
        assertEquals("Ring & ask: 112", sent.getLast().body());
        assertTrue(sent.getLast().fromLine());
    }

    @Test
    void words_in_the_answer_reach_the_phone_and_other_answers_say_nothing() {
        network.line = _ -> new Webhooks.Answer(
                200, "<Response><Message><Body>one</Body></Message><Message>two</Message></Response>");
        text(PHONE, "hello");
        assertEquals(
                List.of("hello", "one", "two"),
                network.feed.after(0).stream().map(PhoneText::body).toList());
        assertEquals(List.of(), Twiml.messages("<html><p>no"));
        assertEquals(List.of(), Twiml.messages(""));
        assertEquals(
                List.of(),
                Twiml.messages("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><Response>"
                        + "<Message>&b;</Message></Response>"));
    }
}
