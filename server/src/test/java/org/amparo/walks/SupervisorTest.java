package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a supervisor does by text (`interfaces.md` "Responder by text"): takes a talk, gives it on, takes a mark
/// away; and how a responder calls for one.
class SupervisorTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String HANDLE = "([A-Z][0-9])";

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    /// Nobody rests from the walk before, and everybody is on.
    @BeforeEach
    void everybody_is_on() {
        line
                .node()
                .bean(Responders.class)
                .of(line.node().bean(Lines.class).first().id())
                .stream()
                .filter(one ->
                        !one.supervises(line.node().bean(Lines.class).first().id()))
                .forEach(one -> line.node().bean(Responders.class).set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    private static Phone waiting() {
        return line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    /// A contact whom Ana has taken.
    private Phone withAna() {
        var contact = waiting();
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        return contact.hears("sys.joined", "en").saying("Ana");
    }

    private void mine(Phone contact, String typed) {
        vera.texts(typed).hears("duty.alarm-known", "en").saying("Vera");
        vera.hearsRelayed("I want to talk to a person")
                .hears("duty.yours", "en", "duty.given-language", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Vera");
    }

    private void closes(Phone contact, Phone holder) {
        holder.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
    }

    @Test
    void a_supervisor_reads_who_waits_and_who_holds_what_and_places_them() {
        vera.texts("#list").hears("duty.list-nobody", "en");
        vera.texts("#why").hears("duty.why-none", "en");
        var held = withAna();
        var contact = waiting();
        leo.hears("duty.offer", "en");
        line.clock().forward(TestLine.minutes(2));
        var list = vera.texts("#list").hearsAnything().getFirst().body();
        var lines = list.lines().toArray(String[]::new);
        assertEquals("Waiting:", lines[0], list);
        assertTrue(lines[1].matches(HANDLE + " English 2 min"), list);
        assertEquals("Held:", lines[2], list);
        assertTrue(lines[3].matches(HANDLE + " Ana, English 2 min, no answer for 2 min"), list);
        var handle = lines[1].substring(0, 2);
        assertTrue(vera.texts("#why").hearsAnything().getFirst().body().contains(handle));
        vera.texts("#give " + handle + " Noor").hears("duty.given-away", "en").saying("Noor");
        noor.hearsRelayed("I want to talk to a person")
                .hears("duty.given", "en", "duty.given-language", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Noor");
        closes(contact, noor);
        List.of(ana, leo).forEach(Phone::hearsAnything);
        closes(held, ana);
    }

    @Test
    void a_supervisor_takes_what_the_alarm_is_about() {
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        vera.hears("duty.alarm-urgent", "en");
        vera.texts("#mine")
                .hearsRelayed("he locked me in")
                .hears("duty.yours", "en", "duty.given-urgent", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Vera");
        ana.texts("1").hears("duty.too-late", "en");
        vera.texts("#mine").hears("duty.yours", "en", "duty.given-urgent", "duty.given-write");
        line.clock().forward(TestLine.minutes(4));
        vera.texts("#help").hears("duty.help-supervisor", "en").hears("duty.help", "en");
        closes(contact, vera);
        vera.texts("#help").hears("duty.help-supervisor", "en");
        vera.texts("#mine").hears("duty.none-held", "en");
    }

    @Test
    void after_a_one_the_alarm_is_still_theirs_to_take() {
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        var handle = vera.hears("duty.alarm-urgent", "en").said(HANDLE);
        vera.texts("1").hears("duty.alarm-known-urgent", "en");
        vera.texts(handle.toLowerCase(java.util.Locale.ROOT) + " #mine")
                .hearsRelayed("he locked me in")
                .hears("duty.yours", "en", "duty.given-urgent", "duty.given-write")
                .saying(handle);
        contact.hears("sys.joined", "en").saying("Vera");
        closes(contact, vera);
    }

    @Test
    void who_waits_too_long_is_taken_by_the_alarm_of_their_language() {
        var contact = waiting();
        ana.hears("duty.offer", "en");
        line.clock().forward(TestLine.minutes(5));
        leo.hearsAnything();
        ana.hearsAnything();
        contact.hearsAnything();
        line.clock().forward(TestLine.minutes(5));
        contact.hearsAnything();
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        vera.hearsAnything();
        vera.texts("#mine")
                .hearsRelayed("I want to talk to a person")
                .hears("duty.yours", "en", "duty.given-language", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Vera");
        vera.texts("#close test").hears("duty.closed", "en");
        contact.hearsNothing();
    }

    @Test
    void a_responder_calls_a_supervisor_who_takes_the_talk() {
        var contact = withAna();
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        var handle = vera.hears("duty.alarm-insult", "en").saying("Ana").said(HANDLE);
        mine(contact, "#mine");
        ana.hears("duty.given-away", "en").saying("Vera");
        ana.texts("one more thing").hears("duty.none-held", "en");
        contact.texts("hello?");
        vera.hearsWords(handle + ": hello?");
        vera.texts("I am here").hears("duty.first-handle", "en");
        vera.texts(handle + " I am here");
        contact.hearsWords("I am here");
        closes(contact, vera);
    }

    @Test
    void who_holds_nothing_calls_them_too() {
        noor.texts("#mine").hears("duty.supervisor-called", "en");
        vera.hears("duty.alarm-call", "en").saying("Noor");
        vera.texts("#mine").hears("duty.none-held", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
    }

    @Test
    void a_supervisor_places_a_talk_with_somebody() {
        var contact = withAna();
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        var handle = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        vera.texts("#give " + handle + " Nobody").hears("duty.alias-unknown", "en");
        vera.texts("#give " + handle + " Noor")
                .hears("duty.alarm-known", "en")
                .hears("duty.given-away", "en")
                .saying("Noor");
        ana.hears("duty.given-away", "en").saying("Noor");
        var k7 = noor.hearsRelayed("I want to talk to a person")
                .hears("duty.given", "en", "duty.given-language", "duty.given-write")
                .saying("Vera")
                .said(HANDLE);
        contact.hears("sys.joined", "en").saying("Noor");
        noor.texts(k7 + " hello");
        contact.hearsWords("hello");
        closes(contact, noor);
        vera.texts(handle + " #mine").hears("duty.gone", "en");
    }

    /// Somebody in danger whom nobody took, as Vera knows them.
    private String urgent(Phone contact) {
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        return untaken();
    }

    private String untaken() {
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        return vera.hears("duty.alarm-urgent", "en").said(HANDLE);
    }

    private void noorHas(Phone contact) {
        noor.hearsRelayed("he locked me in")
                .hears("duty.given", "en", "duty.given-urgent", "duty.given-write")
                .saying("Vera")
                .saying("English")
                .rings("duty.call-held", "en");
        noor.presses("1", "duty.call-taken", "en");
        contact.hears("sys.joined", "en").saying("Noor");
        closes(contact, noor);
    }

    @Test
    void who_is_given_somebody_in_danger_is_rung() {
        var contact = line.phone();
        var handle = urgent(contact);
        noor.doesNotRing();
        vera.texts("#give " + handle + " Noor").hearsWords(handle + " went to Noor. Thank you.");
        noorHas(contact);
    }

    @Test
    void who_gives_somebody_in_danger_to_one_who_is_off_hears_it() {
        var contact = line.phone();
        var handle = urgent(contact);
        responders().set(person("Noor"), Availability.OFF, Optional.empty());
        vera.texts("#give " + handle + " Noor").hearsWords(handle + " went to Noor. Thank you. Noor: off");
        noorHas(contact);
    }

    @Test
    void nobody_is_given_to_one_whom_no_text_reaches_and_the_alarm_rings_on() {
        var contact = line.phone();
        var handle = urgent(contact);
        verified("Noor", "NULL");
        vera.texts("#give " + handle + " Noor")
                .hears("duty.give-unreached", "en")
                .saying("Noor");
        noor.hears("duty.code", "en").doesNotRing();
        contact.hearsNothing();
        line.clock().forward(TestLine.minutes(2));
        vera.hears("duty.alarm-urgent", "en");
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        verified("Noor", "created_at");
        responders().set(person("Noor"), Availability.AWAY, Optional.empty());
        vera.texts("#give " + handle + " Noor").hears("duty.give-away", "en").saying("Noor");
        responders().set(person("Noor"), Availability.ON, Optional.empty());
        vera.texts("#give " + handle + " Noor").hears("duty.given-away", "en");
        noorHas(contact);
    }

    private static void verified(String alias, String when) {
        line.sql()
                .useHandle(sql -> sql.createUpdate(
                                "UPDATE responder_address SET verified_at = " + when + " WHERE responder_id = :person")
                        .bind("person", person(alias))
                        .execute());
    }

    private static UUID person(String alias) {
        return line.sql()
                .withHandle(sql -> sql.createQuery("SELECT id FROM responder WHERE alias = :alias")
                        .bind("alias", alias)
                        .mapTo(UUID.class)
                        .one());
    }

    private static Responders responders() {
        return line.node().bean(Responders.class);
    }

    @Test
    void who_is_given_a_talk_hears_that_it_may_be_a_child_and_that_nothing_can_be_sent() {
        var contact = line.phone();
        contact.texts("I am 14 years old").hears("sys.child-topic", "en");
        contact.texts("he locked me in").hears("sys.crisis", "en");
        var handle = untaken();
        contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        vera.hears("duty.alarm-unsafe", "en");
        List.of(ana, leo).forEach(Phone::hearsAnything);
        vera.texts("#give " + handle + " Noor").hears("duty.alarm-known", "en").hears("duty.given-away", "en");
        var k7 = noor.hearsRelayed("he locked me in")
                .hearsRelayed("UNSAFE")
                .hears("duty.given", "en", "duty.given-urgent", "duty.given-care", "duty.silent-unsafe")
                .rings("duty.call-held", "en")
                .said(HANDLE);
        noor.texts(k7 + " hello").hears("duty.not-sent", "en");
        noor.texts("#pass").hears("duty.passed", "en");
        vera.hearsAnything();
        leo.hearsAnything();
        leo.texts("1").hears("duty.yours", "en", "duty.given-care", "duty.silent-unsafe");
        leo.hearsAnything();
        List.of(ana, noor, vera, contact).forEach(Phone::hearsAnything);
        leo.texts("#close test").hears("duty.closed", "en");
    }

    @Test
    void a_responder_learns_of_danger_and_the_supervisor_who_takes_it_is_rung_like_any_holder() {
        var contact = withAna();
        var b3 = ana.texts("#urgent").hears("duty.urgent-set", "en").said(HANDLE);
        vera.hears("duty.alarm-raised", "en").saying("Ana").rings("duty.call-alarm", "en");
        ana.texts("#urgent").hears("duty.urgent-known", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        ana.texts(b3 + " I am here");
        contact.hearsWords("I am here");
        line.clock().forward(TestLine.minutes(31));
        contact.hearsAnything();
        assertEquals(List.of("held danger asked"), Rows.of(line, contact).talk(), "it never rests");
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        vera.hears("duty.alarm-look-urgent", "en").saying("Ana").rings("duty.call-alarm", "en");
        vera.texts("#mine").hears("duty.alarm-known", "en");
        vera.hears("duty.yours", "en", "duty.given-urgent", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Vera");
        ana.hears("duty.given-away", "en");
        contact.texts("hello?");
        vera.hearsRelayed("hello?");
        line.clock().forward(TestLine.minutes(5));
        vera.hears("duty.nudge", "en").rings("duty.call-held", "en");
        closes(contact, vera);
    }

    @Test
    void nobody_takes_their_own_talk() {
        vera.texts("he is hitting me help me").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        vera.hears("duty.alarm-urgent", "en");
        vera.texts("#mine").hears("duty.gone", "en");
        // Nobody acts: it rings on.
        line.clock().forward(TestLine.minutes(2));
        vera.hears("duty.alarm-urgent", "en");
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he is hitting me help me");
        vera.hears("sys.joined", "en").saying("Ana");
        closes(vera, ana);
    }

    @Test
    void the_mark_of_a_child_is_a_supervisors_to_take_away() {
        var contact = line.phone();
        contact.texts("I am 14 years old").hears("sys.child-topic", "en");
        contact.texts("9").hears("sys.waiting", "en").hears("sys.child-notice", "en");
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted-care", "en");
        contact.hears("sys.joined", "en").saying("Leo");
        contact.texts("sorry, 24, my key is broken");
        leo.hearsAnything();
        leo.texts("#child off typed wrongly").hears("duty.supervisor-only", "en");
        leo.texts("#mine").hears("duty.supervisor-called", "en");
        var handle = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        vera.texts("#child").hears("duty.child-how", "en");
        vera.texts("#child off " + handle).hears("duty.child-how", "en");
        assertEquals(List.of("held child child-notice"), Rows.of(line, contact).talk());
        vera.texts("#child off " + handle + " a broken quokka")
                .hears("duty.child-off", "en")
                .saying(handle);
        assertEquals(List.of("held normal child-notice"), Rows.of(line, contact).talk());
        vera.texts("#child off " + handle + " again").hears("duty.child-none", "en");
        leo.texts("#child on").hears("duty.child-on", "en");
        assertEquals(List.of("held child child-notice"), Rows.of(line, contact).talk());
        leo.texts("#child on").hears("duty.child-known", "en");
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding("quokka"), "nobody keeps why");
        assertEquals(1, flags("lowered", Rows.of(line, contact).newestTalk()));
        assertEquals(1, flags("raised", Rows.of(line, contact).newestTalk()));
        vera.texts("1").hears("duty.alarm-known", "en");
        closes(contact, leo);
    }

    @Test
    void a_talk_that_was_erased_or_stopped_is_nobodys_to_take() {
        var contact = withAna();
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        var handle = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        ana.hears("duty.erased", "en");
        line.clock().forward(TestLine.minutes(1));
        vera.texts(handle + " #mine").hears("duty.gone", "en");
        vera.texts("#child off " + handle + " why").hears("duty.gone", "en");
        vera.texts("#give " + handle + " Leo").hears("duty.gone", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
    }

    private static int flags(String moved, UUID talk) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_event WHERE kind = 'flag-' || :moved AND subject_id = :talk")
                        .bind("moved", moved)
                        .bind("talk", talk)
                        .mapTo(Integer.class)
                        .one());
    }
}
