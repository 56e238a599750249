package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.conversations.LegalHolds;
import org.amparo.conversations.LegalHolds.Answer;
import org.amparo.conversations.LegalHolds.Reason;
import org.amparo.conversations.Messages;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.platform.Ids;
import org.amparo.responders.Responders;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A conversation two people keep from timed retention, and the person it belongs to, who can still be forgotten
/// (`rulings.md` 2). And what the trail says of a person's texts and of their end.
class LegalHoldTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestLine line = TestLine.withoutRetention();
    private final LegalHolds holds = line.node().bean(LegalHolds.class);
    private final UUID ana = Ids.next(TestLine.NOON);
    private final UUID leo = Ids.next(TestLine.NOON);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void it_holds_once_a_second_person_confirms_and_until_its_day() {
        var phone = line.phone();
        var talk = waiting(phone);
        var hold = asked(talk);
        assertFalse(holds.holds(talk, now()), "one person alone holds nothing");
        assertEquals(Answer.Refused.SAME_PERSON, holds.confirm(hold, ana, now()));
        assertEquals(new Answer.Confirmed(), holds.confirm(hold, leo, now()));
        assertTrue(holds.holds(talk, now()));
        assertFalse(holds.holds(talk, now().plus(MONTH)), "its day has come");
        line.clock().forward(MONTH);
        phone.hears("sys.crisis-no-one", "en");
        assertEquals(Answer.Refused.NOT_OPEN, holds.end(hold, ana, now()));
        assertEquals(List.of("hold-asked", "hold-confirmed", "hold-ended"), trail());
    }

    @Test
    void either_person_ends_it() {
        var talk = waiting(line.phone());
        var hold = asked(talk);
        holds.confirm(hold, leo, now());
        assertEquals(new Answer.Ended(), holds.end(hold, leo, now()));
        assertFalse(holds.holds(talk, now()));
        assertEquals(Answer.Refused.NOT_OPEN, holds.confirm(hold, leo, now()));
    }

    @Test
    void it_has_an_end_within_six_months_and_a_conversation() {
        var talk = waiting(line.phone());
        assertEquals(
                Answer.Refused.END_NOT_WITHIN_SIX_MONTHS,
                holds.ask(talk, Reason.COMPLAINT, ana, now().plus(Duration.ofDays(184)), now()));
        assertEquals(Answer.Refused.END_NOT_WITHIN_SIX_MONTHS, holds.ask(talk, Reason.COMPLAINT, ana, now(), now()));
        assertEquals(
                Answer.Refused.NO_CONVERSATION,
                holds.ask(Ids.next(now()), Reason.COMPLAINT, ana, now().plus(MONTH), now()));
        assertEquals(List.of(), trail());
    }

    @Test
    void the_database_refuses_to_delete_a_conversation_under_a_hold() {
        var talk = waiting(line.phone());
        var hold = asked(talk);
        holds.confirm(hold, leo, now());
        assertThrows(JdbiException.class, () -> delete(talk));
        holds.end(hold, ana, now());
        delete(talk);
    }

    @Test
    void forget_beats_a_hold_and_its_two_people_are_told_once() {
        supervise("Vera", "Leo");
        line.addNode();
        var vera = line.staff("+447700900110");
        var second = line.staff("+447700900102");
        var asked = line.staff("+447700900101");
        var phone = line.phone();
        var talk = asking(phone);
        asked.hears("duty.offer", "en");
        held(talk, person("Vera"), person("Leo"));
        var traces = Rows.of(line, phone).traces();
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        Rows.expectNone(line, traces);
        vera.hears("duty.hold-erased", "en").hearsNothing();
        second.hears("duty.hold-erased", "en").hearsNothing();
        assertEquals(List.of("erasure-done", "hold-asked", "hold-confirmed", "hold-ended-by-erasure"), trail());
        line.clock().forward(minutes(90));
        List.of(vera, second, asked).forEach(Phone::hearsNothing);
    }

    @Test
    void in_danger_the_two_people_are_told_as_well() {
        var phone = line.phone();
        held(waiting(phone), person("Vera"), leo);
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        // Who was in danger hears nothing more.
        phone.texts("1").hearsNothing();
        line.clock().forward(minutes(1));
        assertTrue(
                told(line.phone("+447700900110")) == 2,
                "the one of the two who is known, and for the other whoever supervises");
    }

    @Test
    void whoever_cannot_be_reached_is_told_once_they_can() {
        supervise("Vera", "Leo");
        var phone = line.phone();
        held(asking(phone), person("Vera"), person("Leo"));
        verified("Leo", null);
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        var vera = line.phone("+447700900110");
        var second = line.phone("+447700900102");
        assertEquals(1, told(vera));
        assertEquals(0, told(second));
        verified("Leo", now());
        line.clock().forward(minutes(61));
        assertEquals(0, told(vera));
        assertEquals(1, told(second));
    }

    @Test
    void for_whom_no_number_is_known_any_more_whoever_supervises_hears_it() {
        supervise("Vera", "Leo", "Noor");
        var phone = line.phone();
        held(asking(phone), person("Leo"), person("Noor"));
        line.sql()
                .useHandle(handle -> handle.execute("DELETE FROM responder_address WHERE responder_id IN"
                        + " (SELECT id FROM responder WHERE alias IN ('Leo', 'Noor'))"));
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        assertEquals(2, told(line.phone("+447700900110")), "for each of the two");
    }

    @Test
    void a_number_that_never_answers_its_code_keeps_it_a_day_from_whoever_supervises() {
        supervise("Vera", "Leo");
        var phone = line.phone();
        held(asking(phone), person("Leo"), person("Vera"));
        verified("Leo", null);
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        var vera = line.phone("+447700900110");
        assertEquals(1, told(vera));
        line.clock().forward(Duration.ofHours(23));
        assertEquals(0, told(vera));
        line.clock().forward(Duration.ofHours(2));
        assertEquals(1, told(vera), "in the place of who cannot be told");
    }

    @Test
    void one_who_cannot_be_told_by_a_fault_keeps_no_other_waiting() {
        supervise("Vera", "Leo");
        var phone = line.phone();
        held(asking(phone), person("Leo"), person("Vera"));
        line.sql().useHandle(handle -> {
            handle.execute("CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN RAISE EXCEPTION ''poisoned''; END'");
            handle.execute("CREATE TRIGGER poison BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.origin = 'desk:"
                    + person("Leo") + "') EXECUTE FUNCTION poison()");
        });
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        assertEquals(1, told(line.phone("+447700900110")));
        var second = line.phone("+447700900102");
        assertEquals(0, told(second));
        line.sql().useHandle(handle -> handle.execute("DROP TRIGGER poison ON outbox"));
        line.clock().forward(minutes(2));
        assertEquals(1, told(second));
    }

    private long told(Phone phone) {
        return phone.hearsAnything().stream()
                .filter(heard -> heard.body().startsWith("For your files: a hold has ended."))
                .count();
    }

    @Test
    void an_erasure_leaves_one_event_without_anybody_in_it() {
        var phone = line.phone();
        phone.texts("bonjour").hears("sys.welcome-known", "fr");
        phone.texts("effacer").hears("sys.forget-ask", "fr");
        phone.texts("1").hears("sys.forget-done", "fr");
        line.clock().forward(minutes(1));
        assertEquals(List.of("erasure-done"), trail());
        assertEquals(
                List.of(1),
                line.sql()
                        .withHandle(handle ->
                                handle.createQuery("""
                                SELECT count(*) FROM audit_event
                                 WHERE actor_id IS NULL AND subject_id IS NULL AND counts = '{}' AND link_number = 1
                                """).mapTo(Integer.class).list()));
    }

    @Test
    void a_person_who_reads_a_conversation_is_on_the_trail() {
        var talk = waiting(line.phone());
        line.node().bean(Messages.class).read(talk, ana, now());
        assertEquals(List.of("conversation-read"), trail());
    }

    private UUID asked(UUID talk) {
        var answer = holds.ask(talk, Reason.COURT_ORDER, ana, now().plus(MONTH), now());
        return assertInstanceOf(Answer.Asked.class, answer).hold();
    }

    private void held(UUID talk, UUID by, UUID second) {
        var answer = holds.ask(talk, Reason.COURT_ORDER, by, now().plus(MONTH), now());
        var hold = assertInstanceOf(Answer.Asked.class, answer).hold();
        assertEquals(new Answer.Confirmed(), holds.confirm(hold, second, now()));
    }

    private UUID person(String alias) {
        return line.node().bean(Responders.class).supervisor(alias).orElseThrow();
    }

    private void supervise(String... aliases) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE responder_line SET role = 'supervisor'
                         WHERE responder_id IN (SELECT id FROM responder WHERE alias IN (<aliases>))
                        """)
                        .bindList("aliases", List.of(aliases))
                        .execute());
    }

    private void verified(String alias, @Nullable Instant at) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE responder_address SET verified_at = :at
                         WHERE responder_id = (SELECT id FROM responder WHERE alias = :alias)
                        """)
                        .bind("at", at)
                        .bind("alias", alias)
                        .execute());
    }

    private UUID asking(Phone phone) {
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        return talk();
    }

    private UUID waiting(Phone phone) {
        phone.texts("he locked me in").hears("sys.crisis", "en");
        return talk();
    }

    private UUID talk() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation")
                        .mapTo(UUID.class)
                        .one());
    }

    private void delete(UUID talk) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("DELETE FROM conversation WHERE id = :id")
                        .bind("id", talk)
                        .execute());
    }

    private List<String> trail() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM audit_event ORDER BY kind")
                        .mapTo(String.class)
                        .list());
    }

    private Instant now() {
        return line.clock().now();
    }
}
