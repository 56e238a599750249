package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.amparo.harness.Dump;
import org.amparo.harness.Heard;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An interpreter beside whoever holds a talk (`domain.md` F.1, F.3): by itself where the holder does not speak the
/// language, else when the holder asks. Mina speaks Vietnamese and holds nothing.
class InterpreterTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String HANDLE = "([A-Z][0-9])";

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");
    private final Phone mina = line.staff("+447700900120");

    @BeforeEach
    void everybody_is_on() {
        var file = """
            people:
              - alias: Mina
                number: "+447700900120"
                interprets: demo
                languages: { vi: native, en: fluent, fr: fluent }
            """;
        var now = line.clock().now();
        line.node().bean(Staff.class).apply(StaffFile.read(YamlMap.read("staff.yml", file)), true, now);
        var responders = line.node().bean(Responders.class);
        responders
                .of(line.node().bean(Lines.class).first().id())
                .forEach(one -> responders.set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        List.of(ana, leo, noor, vera, mina).forEach(Phone::hearsAnything);
    }

    /// Somebody who writes Vietnamese, which nobody on duty speaks: after five minutes whoever is on duty is asked.
    private Phone takenByAna() {
        var contact = line.phone();
        contact.texts("Tôi muốn nói chuyện với một người").hears("sys.waiting-unknown", "vi");
        contact.hears("sys.consent.v1", "vi");
        line.clock().forward(TestLine.minutes(6));
        List.of(leo, noor, vera).forEach(Phone::hearsAnything);
        contact.hearsAnything();
        ana.hearsAnything();
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        contact.hears("sys.joined", "vi").saying("Ana");
        return contact;
    }

    /// A contact who writes English, held by Ana, who speaks it.
    private Phone withAna() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        return contact.hears("sys.joined", "en");
    }

    @Test
    void where_nobody_speaks_the_language_an_interpreter_is_asked_and_joins() {
        var contact = takenByAna();
        var b3 = ana.hears("duty.interpreter-asked", "en").saying("Vietnamese").said(HANDLE);
        mina.hears("duty.offer-interpreter", "en")
                .saying("Vietnamese")
                .notSaying("Tôi")
                .notSaying(contact.number());
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        var k7 = mina.texts("#list").hears("duty.list", "en").said(HANDLE);
        ana.hears("duty.interpreter-joined", "en").saying("Mina");
        contact.hears("sys.interpreter", "vi").saying("Mina").notSaying(mina.number());
        contact.texts("tôi tìm việc làm");
        ana.hearsWords(b3 + ": tôi tìm việc làm");
        mina.hearsWords(k7 + ": tôi tìm việc làm");
        mina.texts(k7 + " she asks about work");
        contact.hearsWords("she asks about work");
        ana.hearsWords(b3 + ": Mina: she asks about work");
        ana.texts(b3 + " what work?");
        contact.hearsWords("what work?");
        mina.hearsWords(k7 + ": Ana: what work?");
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding("she asks about work"), "in no table in clear");
        assertEquals(1, joined(Rows.of(line, contact).newestTalk()));
        ana.texts("#close test").hears("duty.closed", "en");
        mina.hears("duty.closed", "en").saying(k7);
        contact.hears("sys.closed", "vi");
        mina.texts(k7 + " bye").hears("duty.gone", "en");
    }

    @Test
    void whoever_does_not_answer_is_asked_again_and_the_holder_knows() {
        var contact = takenByAna();
        ana.hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        line.clock().forward(TestLine.seconds(61));
        ana.hears("duty.interpreter-none", "en").saying("Vietnamese");
        line.clock().forward(TestLine.minutes(3));
        mina.hearsNothing();
        ana.texts("#list").hears("duty.list", "en");
        line.clock().forward(TestLine.minutes(1));
        ana.hearsAnything();
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("2").hears("duty.declined", "en");
        line.clock().forward(TestLine.minutes(1));
        mina.hearsNothing();
        ana.hearsAnything();
        contact.hearsAnything();
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void a_holder_asks_for_one_and_sends_them_away() {
        var contact = withAna();
        var b3 = ana.texts("#interpreter klingon")
                .hears("duty.interpreter-how", "en")
                .said("#interpreter " + HANDLE);
        ana.texts("#interpreter " + b3 + " Vietnamese").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en").saying("Vietnamese");
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en").saying("Mina");
        contact.hears("sys.interpreter", "en").saying("Mina");
        ana.texts(b3 + " #interpreter").hears("duty.interpreter-joined", "en").saying("Mina");
        contact.texts("please without her");
        ana.hearsWords(b3 + ": please without her");
        mina.hearsRelayed("please without her");
        ana.texts("#interpreter off").hears("duty.interpreter-left", "en").saying("Mina");
        mina.hears("duty.left", "en");
        contact.texts("thank you");
        ana.hearsWords(b3 + ": thank you");
        mina.hearsNothing();
        mina.texts("are you well?").hears("duty.none-held", "en");
        ana.texts("#interpreter off").hears("duty.interpreter-off", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
        mina.hearsNothing();
    }

    @Test
    void an_interpreter_leaves_and_another_is_looked_for() {
        var contact = takenByAna();
        ana.hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        ana.hears("duty.interpreter-joined", "en");
        contact.hears("sys.interpreter", "vi");
        mina.texts("#leave").hears("duty.left", "en");
        ana.hears("duty.interpreter-left", "en").saying("Mina").hears("duty.interpreter-none", "en");
        mina.hearsNothing();
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void who_interprets_does_not_answer_for_the_holder() {
        var contact = withAna();
        ana.texts(ana.said(HANDLE) + " hello");
        contact.hearsWords("hello");
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en");
        ana.hears("duty.interpreter-joined", "en");
        contact.hears("sys.interpreter", "en");
        contact.texts("he has my passport");
        ana.hearsRelayed("he has my passport");
        mina.hearsRelayed("he has my passport");
        mina.texts(mina.said(HANDLE) + " I tell Ana");
        contact.hearsWords("I tell Ana");
        ana.hearsRelayed("Mina: I tell Ana");
        line.clock().forward(TestLine.minutes(6));
        ana.hears("duty.nudge", "en");
        line.clock().forward(TestLine.minutes(5));
        // Whoever takes it now reads what Ana did not answer.
        List.of(ana, noor, vera, contact).forEach(Phone::hearsAnything);
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en");
        var heard = leo.hearsAnything().stream().map(Heard::body).toList();
        assertTrue(heard.stream().anyMatch(body -> body.endsWith(": he has my passport")), heard::toString);
        assertTrue(heard.stream().anyMatch(body -> body.contains("Mina joins to interpret")), heard::toString);
        List.of(ana, mina, noor, vera, contact).forEach(Phone::hearsAnything);
        leo.texts("#close test").hears("duty.closed", "en");
        List.of(ana, mina, contact).forEach(Phone::hearsAnything);
    }

    @Test
    void an_interpreter_who_takes_the_talk_holds_it() {
        var contact = withAna();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("2").hears("duty.declined", "en");
        leo.hears("duty.offer-interpreter", "en");
        leo.texts("1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en").saying("Leo");
        contact.hears("sys.interpreter", "en");
        ana.texts("#pass").hears("duty.passed", "en");
        List.of(ana, mina, noor, vera, contact).forEach(Phone::hearsAnything);
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en");
        List.of(ana, mina, leo, noor, vera).forEach(Phone::hearsAnything);
        contact.hears("sys.joined", "en").saying("Leo");
        leo.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
        List.of(ana, mina, noor, vera).forEach(Phone::hearsAnything);
    }

    @Test
    void only_one_joins_and_who_comes_late_hears_it() {
        var contact = withAna();
        leo.hearsNothing();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en").saying("English");
        line.clock().forward(TestLine.seconds(61));
        leo.hears("duty.offer-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en");
        contact.hears("sys.interpreter", "en");
        leo.texts("1").hears("duty.offer-gone", "en");
        mina.texts("#interpreter off").hears("duty.holder-only", "en");
        mina.texts("#close test").hears("duty.holder-only", "en");
        mina.texts("#lang fr").hears("duty.holder-only", "en");
        mina.texts("#hours sat 10-12").hears("duty.holder-only", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        mina.hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
    }

    @Test
    void an_offer_to_interpret_is_not_mistaken_for_another() {
        var contact = withAna();
        ana.texts("#interpreter fr").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en").saying("French");
        line.clock().forward(TestLine.seconds(61));
        var joins = noor.hears("duty.offer-interpreter", "en").said(HANDLE);
        var other = line.phone();
        other.texts("je veux parler à une personne").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
        var takes = noor.hears("duty.offer", "en").said(HANDLE);
        noor.texts(joins + " 1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en").saying("Noor");
        contact.hears("sys.interpreter", "en");
        noor.texts("1").hears("duty.accepted", "en").saying(takes).hearsRelayed("je veux parler à une personne");
        other.hears("sys.joined", "fr").saying("Noor");
        noor.texts(takes + " #close test").hears("duty.closed", "en");
        other.hears("sys.closed", "fr");
        ana.texts("#close test").hears("duty.closed", "en");
        noor.hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
    }

    @Test
    void who_erases_everything_leaves_nothing_with_the_interpreter() {
        var contact = withAna();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("I want to talk to a person");
        ana.hears("duty.interpreter-joined", "en");
        contact.hears("sys.interpreter", "en");
        var talk = Rows.of(line, contact).newestTalk();
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        ana.hears("duty.erased", "en");
        mina.hears("duty.erased", "en");
        line.clock().forward(TestLine.minutes(1));
        mina.texts("hello?").hears("duty.none-held", "en");
        var left = Dump.of(line.database()).tablesHolding(talk.toString());
        assertEquals(
                List.of(),
                left.stream().filter(table -> table.contains("interpreter")).toList());
    }

    @Test
    void an_interpreter_is_offered_no_talk() {
        var contact = takenByAna();
        ana.hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en");
        mina.texts("2").hears("duty.declined", "en");
        ana.hears("duty.interpreter-none", "en");
        ana.texts("#pass").hears("duty.passed", "en");
        line.clock().forward(TestLine.minutes(6));
        mina.hearsNothing();
        List.of(ana, leo, noor, vera, contact).forEach(Phone::hearsAnything);
    }

    private static int joined(java.util.UUID talk) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_event WHERE kind = 'interpreter-joined' AND subject_id = :talk")
                        .bind("talk", talk)
                        .mapTo(Integer.class)
                        .one());
    }
}
