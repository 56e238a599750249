package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.amparo.harness.Heard;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.retention.Erasures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What else happens to a talk in which somebody interprets: it is passed on, rests, ends; its contact stops, is
/// not safe, erases everything; and who was asked answers late.
class InterpretedTalkTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final MinaInterprets people = new MinaInterprets(line);
    private final Phone ana = people.ana;
    private final Phone leo = people.leo;
    private final Phone noor = people.noor;
    private final Phone mina = people.mina;

    @BeforeEach
    void everybody_is_on() {
        people.everybodyIsOn();
    }

    @Test
    void passed_on_the_interpreter_stays_and_reads_what_came_meanwhile() {
        var contact = people.takenByAnaWithMina();
        var k7 = mina.said(MinaInterprets.HANDLE);
        ana.texts("#pass").hears("duty.passed", "en");
        contact.texts("tôi sợ");
        contact.hearsAnything();
        mina.texts(k7 + " wait").hears("duty.unheld", "en");
        line.clock().forward(TestLine.minutes(6));
        List.of(ana, noor, people.vera, contact, leo).forEach(Phone::hearsAnything);
        leo.texts("1");
        var heard = leo.hearsAnything().stream().map(Heard::body).toList();
        assertTrue(heard.stream().anyMatch(body -> body.endsWith(": tôi sợ")), heard.toString());
        assertTrue(heard.stream().anyMatch(body -> body.contains("Mina joins to interpret")), heard.toString());
        mina.hearsWords(k7 + ": tôi sợ");
        contact.hears("sys.joined", "vi").saying("Leo");
        contact.texts("cảm ơn");
        mina.hearsWords(k7 + ": cảm ơn");
        leo.hearsRelayed("cảm ơn");
        ana.hearsNothing();
        people.closes(leo, contact);
    }

    @Test
    void rested_the_interpreter_is_free_and_somebody_is_looked_for_when_it_comes_back() {
        var contact = people.takenByAnaWithMina();
        var k7 = mina.said(MinaInterprets.HANDLE);
        ana.texts(ana.said(MinaInterprets.HANDLE) + " hello");
        contact.hearsWords("hello");
        mina.hearsWords(k7 + ": Ana: hello");
        line.clock().forward(TestLine.minutes(31));
        ana.hears("duty.parked", "en");
        mina.hears("duty.parked", "en");
        mina.texts(k7 + " hello?").hears("duty.gone", "en");
        contact.hearsAnything();
        contact.texts("tôi sợ");
        ana.hears("duty.back", "en").hearsRelayed("tôi sợ").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("tôi sợ");
        people.closes(ana, contact);
    }

    @Test
    void off_the_interpreter_stays_with_the_talk_and_is_asked_for_no_other() {
        var contact = people.takenByAnaWithMina();
        var k7 = mina.said(MinaInterprets.HANDLE);
        mina.texts("#off").hears("duty.off-holding", "en", "duty.away-lasts").saying(k7);
        contact.texts("tôi sợ");
        ana.hearsRelayed("tôi sợ");
        mina.hearsWords(k7 + ": tôi sợ");
        mina.texts(k7 + " do not be afraid");
        contact.hearsWords("do not be afraid");
        ana.hearsRelayed("Mina: do not be afraid");
        mina.texts("#leave").hears("duty.left", "en");
        ana.hears("duty.interpreter-left", "en").hears("duty.interpreter-none", "en");
        people.closes(ana, contact);
    }

    @Test
    void not_safe_or_stopped_who_interprets_hears_it_and_nothing_is_sent() {
        var contact = people.takenByAnaWithMina();
        var k7 = mina.said(MinaInterprets.HANDLE);
        contact.texts("UNSAFE").hearsAnything();
        List.of(ana, mina).forEach(phone -> phone.hears("duty.unsafe", "en"));
        mina.texts(k7 + " are you well?").hears("duty.not-sent", "en");
        contact.hearsNothing();
        contact.texts("tôi đây").hearsNothing();
        List.of(ana, mina).forEach(phone -> phone.hearsRelayed("tôi đây"));
        contact.texts("STOP").hears("sys.stop", "vi");
        List.of(ana, mina).forEach(phone -> phone.hears("duty.stopped", "en"));
        mina.texts(k7 + " are you well?").hears("duty.stopped", "en");
        contact.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void closed_while_somebody_is_asked_their_answer_comes_too_late() {
        var contact = people.withAna();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
        mina.texts("1").hears("duty.offer-gone", "en");
        mina.texts("1").hears("duty.offer-gone", "en");
    }

    @Test
    void an_answer_after_everything_was_erased_reaches_nobody_else() {
        var other = line.phone();
        other.texts("je veux parler à une personne").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
        var takes = noor.hears("duty.offer", "en").said(MinaInterprets.HANDLE);
        noor.texts("1").hears("duty.accepted", "en").hearsRelayed("je veux parler à une personne");
        other.hears("sys.joined", "fr");
        noor.texts(takes + " bonjour");
        other.hearsWords("bonjour");
        var contact = people.withAna();
        ana.texts("#interpreter Arabic").hears("duty.interpreter-asked", "en");
        var asked = noor.hears("duty.offer-interpreter", "en").said(MinaInterprets.HANDLE);
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        ana.hears("duty.erased", "en");
        line.clock().forward(TestLine.minutes(1));
        noor.texts("1").hears("duty.offer-gone", "en").saying(asked);
        noor.texts("2").hears("duty.offer-gone", "en").saying(asked);
        noor.texts(asked + " 1").hears("duty.offer-gone", "en").saying(asked);
        other.hearsNothing();
        noor.texts("1 or 2 days");
        other.hearsWords("1 or 2 days");
        people.closes(noor, other);
    }

    @Test
    void a_second_no_reaches_nobody_else_and_a_late_yes_counts_while_somebody_is_looked_for() {
        var other = line.phone();
        other.texts("je veux parler à une personne").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
        var takes = noor.hears("duty.offer", "en").said(MinaInterprets.HANDLE);
        noor.texts("1").hears("duty.accepted", "en").hearsRelayed("je veux parler à une personne");
        other.hears("sys.joined", "fr");
        noor.texts(takes + " bonjour");
        other.hearsWords("bonjour");
        var contact = people.withAna();
        ana.texts("#interpreter Arabic").hears("duty.interpreter-asked", "en");
        noor.hears("duty.offer-interpreter", "en");
        noor.texts("2").hears("duty.declined", "en");
        ana.hears("duty.interpreter-none", "en");
        noor.texts("2").hears("duty.offer-gone", "en");
        other.hearsNothing();
        noor.texts("1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en").saying("Noor");
        contact.hears("sys.interpreter", "en");
        people.closes(ana, contact);
        people.closes(noor, other);
    }

    @Test
    void what_has_not_left_when_everything_is_erased_stays_here() {
        var contact = people.withAna();
        line.fault("calls-fail");
        ana.texts("#interpreter");
        mina.hearsNothing();
        var id = Rows.of(line, contact).contact();
        line.node()
                .bean(Erasures.class)
                .request(id, organisation(id), line.clock().now());
        line.clock().forward(TestLine.minutes(1));
        assertEquals(List.of(), waiting("duty.offer-interpreter"), "texts that wait to leave");
        line.noFaults();
        line.clock().forward(TestLine.minutes(5));
        mina.hearsNothing();
        people.staffHearsAnything();
    }

    @Test
    void a_program_that_is_cut_off_leaves_its_search_to_the_other() {
        try (var own = TestLine.open()) {
            var there = new MinaInterprets(own).everybodyIsOn();
            var contact = there.takenByAna();
            there.ana.hears("duty.interpreter-asked", "en");
            there.mina.hears("duty.offer-interpreter", "en");
            var gone = own.node();
            var heir = own.addNode();
            own.cut(gone);
            own.clock().forward(TestLine.seconds(61));
            there.ana.hears("duty.interpreter-none", "en");
            own.clock().forward(TestLine.minutes(4));
            there.ana.hearsAnything();
            there.mina.hears("duty.offer-interpreter", "en").hearsNothing();
            there.mina.textsBy(heir, "1").hears("duty.interpreting", "en");
            there.mina.hearsRelayed("Tôi muốn nói chuyện với một người");
            there.ana.hears("duty.interpreter-joined", "en");
            contact.hearsAnything();
            there.closes(there.ana, contact);
        }
    }

    @Test
    void what_is_said_arrives_in_its_order_whatever_the_carrier_does() {
        var contact = people.takenByAnaWithMina();
        var b3 = ana.said(MinaInterprets.HANDLE);
        var k7 = mina.said(MinaInterprets.HANDLE);
        line.fault("calls-fail", 3);
        for (var word : List.of("one", "two", "three")) {
            mina.texts(k7 + " " + word);
            ana.texts(b3 + " " + word + " too");
        }
        line.clock().forward(TestLine.minutes(1));
        for (var word : List.of("one", "two", "three")) {
            contact.hearsWords(word).hearsWords(word + " too");
            ana.hearsWords(b3 + ": Mina: " + word);
            mina.hearsWords(k7 + ": Ana: " + word + " too");
        }
        people.closes(ana, contact);
    }

    @Test
    void words_of_an_interpreter_that_do_not_arrive_are_said_to_them() {
        var contact = people.takenByAnaWithMina();
        var k7 = mina.said(MinaInterprets.HANDLE);
        ana.texts(ana.said(MinaInterprets.HANDLE) + " what work?");
        contact.hearsWords("what work?");
        mina.hearsWords(k7 + ": Ana: what work?");
        line.fault("undelivered", 2);
        mina.texts(k7 + " hello");
        var heard = mina.hearsAnything().stream().map(Heard::body).toList();
        assertTrue(
                heard.contains(k7 + ": your text did not arrive. We do not try again by ourselves."), heard::toString);
        assertTrue(heard.stream().anyMatch(body -> body.contains("did not reach Ana")), heard.toString());
        List.of(ana, contact).forEach(Phone::hearsAnything);
        people.closes(ana, contact);
    }

    private static List<String> waiting(String textId) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT status FROM outbox WHERE text_id = :text AND status IN ('queued', 'sending')")
                        .bind("text", textId)
                        .mapTo(String.class)
                        .list());
    }

    private static UUID organisation(UUID contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT organisation_id FROM contact WHERE id = :id")
                        .bind("id", contact)
                        .mapTo(UUID.class)
                        .one());
    }
}
