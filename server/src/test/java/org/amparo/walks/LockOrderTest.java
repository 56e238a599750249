package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Executors;
import org.amparo.harness.HeldLock;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// Rows are locked in one order everywhere (the decision of that name): step by step, with a transaction that holds
/// what a text waits for. Nobody who waits holds what belongs behind it.
class LockOrderTest {
    private final TestLine line = TestLine.open();
    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone vera = line.staff("+447700900110");

    @Test
    void who_takes_what_an_alarm_is_about_waits_for_the_contact_before_the_name_of_the_talk() throws Exception {
        try (line) {
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            line.clock().forward(TestLine.seconds(60));
            leo.hears("duty.offer-urgent", "en");
            vera.hears("duty.alarm-urgent", "en");
            meanwhile(
                    "SELECT id FROM contact FOR UPDATE",
                    vera,
                    "#mine",
                    "SELECT name FROM handle WHERE responder_id = (SELECT id FROM responder WHERE alias = 'Vera')");
            vera.hearsRelayed("he locked me in").hears("duty.yours", "en", "duty.given-urgent", "duty.given-write");
            contact.hears("sys.joined", "en").saying("Vera");
        }
    }

    @Test
    void who_accepts_waits_for_the_run_before_their_own_row() throws Exception {
        try (line) {
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            line.sql().useHandle(handle -> handle.execute("UPDATE responder SET missed = 1 WHERE alias = 'Ana'"));
            meanwhile(
                    "SELECT id FROM escalation_run FOR UPDATE",
                    ana,
                    "1",
                    "SELECT id FROM responder WHERE alias = 'Ana'");
            ana.hears("duty.accepted", "en").hearsRelayed("he locked me in");
            contact.hears("sys.joined", "en");
        }
    }

    @Test
    void who_reads_what_people_say_of_the_service_waits_for_the_first_before_the_next() throws Exception {
        try (line) {
            line.phone().texts("FEEDBACK the menu is hard to read").hears("sys.thanks", "en");
            line.phone().texts("FEEDBACK the texts are too long").hears("sys.thanks", "en");
            vera.hears("duty.feedback", "en");
            line.sql().useHandle(handle -> handle.execute("UPDATE feedback SET told_at = NULL"));
            meanwhile(
                    "SELECT id FROM feedback ORDER BY came_at, id LIMIT 1 FOR UPDATE",
                    vera,
                    "#feedback",
                    "SELECT id FROM feedback WHERE id ="
                            + " (SELECT id FROM feedback ORDER BY came_at DESC, id DESC LIMIT 1)");
            vera.hearsWords("FEEDBACK the menu is hard to read").hears("duty.feedback-more", "en");
        }
    }

    @Test
    void two_texts_of_one_responder_are_handled_one_after_the_other() throws Exception {
        try (line) {
            var own = "SELECT pg_advisory_xact_lock(hashtextextended('desk ' || id, 0)) FROM responder WHERE alias = ";
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var first = HeldLock.of(line.database(), own + "'Ana'")) {
                leo.texts("#list").hears("duty.list-empty", "en");
                var second = threads.submit(() -> ana.sendsBy(line.node(), "#list"));
                first.awaitWaiting();
                assertFalse(second.isDone());
                first.letGo();
                second.get();
            }
            line.settle();
            ana.hears("duty.list-empty", "en");
        }
    }

    /// An erasure deletes texts of which a report may hold one, and what follows from that report comes after.
    @Test
    void an_erasure_waits_for_a_text_before_it_touches_the_run() throws Exception {
        try (line) {
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            contact.texts("FORGET").hears("sys.forget-ask", "en");
            meanwhile(
                    "SELECT id FROM outbox WHERE text_id LIKE 'sys.crisis%' FOR UPDATE",
                    contact, "1", "SELECT id FROM escalation_run");
            contact.hearsNothing();
            vera.hears("duty.alarm-erased", "en");
        }
    }

    /// Somebody sends a text while others hold what it needs; until they let it go, these rows must be free.
    private void meanwhile(String held, Phone phone, String text, String free) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var others = HeldLock.of(line.database(), held)) {
            var sent = threads.submit(() -> phone.sendsBy(line.node(), text));
            others.awaitWaiting();
            assertTrue(HeldLock.free(line.database(), free), "who waits holds what comes behind it");
            others.letGo();
            sent.get();
        }
        line.settle();
        int kept = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM unhandled")
                        .mapTo(Integer.class)
                        .one());
        assertEquals(0, kept, "texts that could not be handled");
    }
}
