package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.TakingPart;
import org.amparo.harness.HeldLock;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.RetentionTimes;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Texts that end without a word from the carrier, and what comes together with an erasure.
class EndedUnheardTest {
    @RegisterExtension
    static final TestLine LINE = TestLine.withoutRetention();

    private final Phone leo = LINE.phone("+447700900102");

    @Test
    void words_nobody_ever_reported_on_are_told_to_who_wrote_them() {
        var b3 = words();
        sql("UPDATE outbox SET status = 'sent', final_at = NULL, sending_at = sending_at - interval '25 hours'"
                + " WHERE text_id = 'relay.to-contact'");
        LINE.node().bean(Outcomes.class).claimUnheard(16, LINE.clock().now());
        LINE.settle();
        leo.hears("duty.undelivered", "en").saying(b3);
    }

    @Test
    void words_too_old_to_leave_are_told_to_who_wrote_them() {
        var b3 = words();
        sql("UPDATE outbox SET status = 'queued', final_at = NULL, due_at = due_at + interval '9 days',"
                + " created_at = created_at - interval '25 hours' WHERE text_id = 'relay.to-contact'");
        LINE.node()
                .bean(OutboxRetention.class)
                .expire(RetentionTimes.usual(), LINE.clock().now(), 100);
        LINE.settle();
        leo.hears("duty.not-sent", "en").saying(b3);
    }

    /// What the carrier says of a stop and an erasure both need the contact's row and its texts, in that order:
    /// while one waits for the contact, the texts are free.
    @Test
    void a_block_of_the_carrier_waits_for_an_erasure_with_empty_hands() throws Exception {
        var contact = LINE.phone();
        contact.texts("hello").hearsAnything();
        var id = contact();
        sql("UPDATE outbox SET status = 'sent', final_at = NULL, carrier_id = 'SM-blocked' WHERE id ="
                + " (SELECT id FROM outbox WHERE contact_id = '" + id + "' ORDER BY position LIMIT 1)");
        var report = new DeliveryReport(Optional.empty(), "SM-blocked", DeliveryStatus.UNDELIVERED, 21_610);
        var outcomes = LINE.node().bean(Outcomes.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var erasure =
                        HeldLock.of(LINE.database(), "SELECT id FROM contact WHERE id = '" + id + "' FOR UPDATE")) {
            var recorded = threads.submit(() -> outcomes.record(report));
            erasure.awaitWaiting();
            assertTrue(HeldLock.free(LINE.database(), "SELECT id FROM outbox WHERE carrier_id = 'SM-blocked'"));
            erasure.letGo();
            recorded.get();
        }
    }

    /// Leo holds a talk and wrote a word.
    ///
    /// @return what he calls it
    private String words() {
        var contact = LINE.phone();
        contact.texts("I want to talk to a person").hearsAnything();
        var person = leo();
        var now = LINE.clock().now();
        var talks = LINE.node().bean(Conversations.class);
        var line = LINE.node().bean(Lines.class).first();
        var talk = talks.open(contact(), line.id()).orElseThrow().id();
        LINE.node().bean(TakingPart.class).hold(talk, person.id(), person.alias(), now);
        var b3 = LINE.node().bean(Handles.class).give(person.id(), talk, person.organisationId(), now);
        sql("DELETE FROM outbox WHERE text_id = 'relay.to-contact'");
        leo.texts(b3 + " are you there?").hearsAnything();
        contact.hearsAnything();
        assertEquals(
                1,
                ids("SELECT id FROM outbox WHERE text_id = 'relay.to-contact'").size());
        return b3;
    }

    private static UUID contact() {
        return ids("SELECT id FROM contact ORDER BY created_at DESC, id DESC LIMIT 1")
                .getFirst();
    }

    private static Responder leo() {
        var line = LINE.node().bean(Lines.class).first();
        return LINE.node().bean(Responders.class).of(line.id()).stream()
                .filter(one -> one.alias().equals("Leo"))
                .findFirst()
                .orElseThrow();
    }

    private static List<UUID> ids(String sql) {
        return new ArrayList<>(LINE.sql()
                .withHandle(handle -> handle.createQuery(sql).mapTo(UUID.class).list()));
    }

    private static void sql(String sql) {
        LINE.sql().useHandle(handle -> handle.execute(sql));
    }
}
