package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.SealedAddress;
import org.amparo.platform.Ids;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What leaves for those who answer, and what they say.
class OutboxToPeopleTest {
    @RegisterExtension
    static final TestLine LINE = TestLine.open();

    private final Outbox outbox = LINE.node().bean(Outbox.class);
    private final Responders responders = LINE.node().bean(Responders.class);
    private final Line line = LINE.node().bean(Lines.class).first();

    @Test
    void a_duty_text_reaches_a_responder_and_leaves_no_address_behind() {
        var ana = LINE.phone("+447700900101");
        outbox.queue(duty("duty.on", "duty"), LINE.clock().now());
        LINE.settle();
        ana.hears("duty.on", "en");
        assertEquals(
                0, count("SELECT count(*) FROM outbox WHERE text_id = 'duty.on' AND recipient_sealed IS NOT NULL"));
    }

    @Test
    void words_reach_a_responder_and_are_gone_from_the_row() {
        var ana = LINE.phone("+447700900101");
        outbox.queue(
                words(Ids.next(LINE.clock().now()), "B3: hello there"),
                LINE.clock().now());
        LINE.settle();
        ana.hearsWords("B3: hello there");
        assertEquals(
                0,
                count("SELECT count(*) FROM outbox WHERE text_id = 'relay.to-responder' AND sealed_body IS NOT NULL"));
    }

    @Test
    void words_of_an_erased_conversation_never_leave() {
        Phone ana = LINE.phone("+447700900101");
        var owner = Ids.next(LINE.clock().now());
        LINE.sql().useTransaction(handle -> {
            outbox.queue(words(owner, "B3: never to be heard"), LINE.clock().now());
            LINE.node().bean(Keyring.class).destroy(owner);
        });
        LINE.settle();
        ana.hearsNothing();
        assertEquals(1, count("SELECT count(*) FROM outbox WHERE status = 'dropped' AND body_owner = '" + owner + "'"));
    }

    @Test
    void a_withdrawn_offer_stays_here() {
        Phone ana = LINE.phone("+447700900101");
        LINE.sql().useTransaction(handle -> {
            outbox.queue(duty("duty.off", "offer:1"), LINE.clock().now());
            outbox.withdraw("offer:1", LINE.clock().now());
        });
        LINE.settle();
        ana.hearsNothing();
    }

    @Test
    void an_offer_withdrawn_while_its_call_fails_is_not_tried_again() {
        Phone ana = LINE.phone("+447700900101");
        var now = LINE.clock().now();
        var inHand = LINE.sql().inTransaction(handle -> {
            outbox.queue(duty("duty.off", "offer:2"), now);
            return handle.createQuery(
                            "UPDATE outbox SET status = 'sending', sending_at = :now WHERE origin = 'offer:2' RETURNING *")
                    .bind("now", now)
                    .map((row, _) -> OutboxRow.of(row))
                    .one();
        });
        outbox.withdraw("offer:2", now);
        LINE.node()
                .bean(Outcomes.class)
                .handedOver(
                        inHand,
                        new Carrier.Outcome.TryLater(Carrier.Reason.CARRIER_DOWN, 500, Duration.ofSeconds(1)),
                        1,
                        now);
        LINE.clock().forward(Duration.ofMinutes(1));
        ana.hearsNothing();
        assertEquals(1, count("SELECT count(*) FROM outbox WHERE origin = 'offer:2' AND status = 'dropped'"));
    }

    @Test
    void a_text_without_words_is_refused_here_and_leaves_for_nobody() {
        Phone ana = LINE.phone("+447700900101");
        outbox.queue(duty("duty.never-written", "duty"), LINE.clock().now());
        LINE.settle();
        ana.hearsNothing();
        assertEquals(
                1,
                count("SELECT count(*) FROM outbox WHERE text_id = 'duty.never-written' AND status = 'failed'"
                        + " AND attempts = 1"));
    }

    @Test
    void nothing_of_it_prints() {
        assertFalse(words(UUID.randomUUID(), "hidden").toString().contains("hidden"));
    }

    private Outgoing duty(String textId, String origin) {
        return Outgoing.duty(
                line.organisationId(),
                line.id(),
                ana().id(),
                recipient(),
                Outgoing.Medium.TEXT,
                origin,
                List.of(Piece.of(textId, "en")),
                LINE.node().bean(Releases.class).current().id());
    }

    private Outgoing words(UUID owner, String text) {
        return Outgoing.toResponder(
                line.organisationId(),
                line.id(),
                ana().id(),
                recipient(),
                "conversation:" + owner,
                new Words(owner, "relay.to-responder", "en", text));
    }

    private Responder ana() {
        return responders.of(line.id()).stream()
                .filter(one -> one.alias().equals("Ana"))
                .findFirst()
                .orElseThrow();
    }

    private SealedAddress recipient() {
        return responders.text(ana().id()).orElseThrow().address();
    }

    private static int count(String sql) {
        return LINE.sql()
                .withHandle((Handle handle) ->
                        handle.createQuery(sql).mapTo(Integer.class).one());
    }
}
