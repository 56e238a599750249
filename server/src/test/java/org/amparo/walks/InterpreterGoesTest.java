package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.harness.Heard;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever interprets leaves the service, cannot be reached, or speaks another language than is needed now: the
/// holder always knows, and nobody goes on reading what is not theirs any more.
class InterpreterGoesTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final MinaInterprets people = new MinaInterprets(line);
    private final Phone ana = people.ana;
    private final Phone leo = people.leo;
    private final Phone mina = people.mina;

    @BeforeEach
    void everybody_is_on() {
        people.everybodyIsOn();
    }

    @Test
    void who_left_the_service_is_out_at_once_and_somebody_else_is_looked_for() {
        var contact = people.takenByAnaWithMina();
        people.applies("alias: Mina, left: true");
        ana.hears("duty.interpreter-left", "en").saying("Mina").hears("duty.interpreter-none", "en");
        people.applies("alias: Zara, number: \"+447700900124\", interprets: demo, languages: { vi: native }");
        var zara = line.staff("+447700900124");
        line.clock().forward(TestLine.minutes(1));
        zara.hears("duty.offer-interpreter", "en");
        contact.texts("tôi tìm việc làm");
        ana.hearsRelayed("tôi tìm việc làm");
        zara.texts("1").hears("duty.interpreting", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        zara.hearsRelayed("tôi tìm việc làm");
        ana.hears("duty.interpreter-joined", "en").saying("Zara");
        contact.hears("sys.interpreter", "vi").saying("Zara");
        mina.hearsNothing();
        people.applies("alias: Zara, left: true");
        people.closes(ana, contact);
    }

    @Test
    void whose_number_is_gone_is_out_at_once() {
        var contact = people.takenByAnaWithMina();
        var number = "+447700900125";
        var file = "alias: Mina, number: \"" + number + "\", interprets: demo, languages: { vi: native }";
        people.applies(file, false);
        ana.hears("duty.interpreter-left", "en").hears("duty.interpreter-none", "en");
        line.staff(number).hears("duty.code", "en");
        contact.texts("tôi sợ");
        ana.hearsRelayed("tôi sợ");
        mina.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void who_sends_stop_is_out_at_once() {
        var contact = people.takenByAnaWithMina();
        mina.texts("STOP").hears("duty.left", "en").hears("duty.stop-away", "en");
        ana.hears("duty.interpreter-left", "en").saying("Mina").hears("duty.interpreter-none", "en");
        people.vera.hears("duty.alarm-away", "en").saying("Mina");
        contact.texts("tôi sợ");
        ana.hearsRelayed("tôi sợ");
        mina.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void whom_a_text_does_not_reach_is_out_and_the_holder_knows() {
        var contact = people.takenByAnaWithMina();
        line.fault("undelivered", 2);
        ana.texts(ana.said(MinaInterprets.HANDLE) + " hello");
        line.settle();
        var heard = ana.hearsAnything().stream().map(Heard::body).toList();
        assertTrue(heard.stream().anyMatch(body -> body.contains("did not arrive")), heard.toString());
        assertTrue(heard.stream().anyMatch(body -> body.contains("Mina does not interpret")), heard.toString());
        assertTrue(heard.stream().anyMatch(body -> body.contains("nobody is free to interpret")), heard.toString());
        List.of(mina, contact).forEach(Phone::hearsAnything);
        contact.texts("xin giúp tôi với");
        ana.hearsRelayed("xin giúp tôi với");
        mina.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void a_second_language_is_looked_for_beside_the_first() {
        var contact = people.takenByAnaWithMina();
        ana.texts("#interpreter Tagalog").hears("duty.interpreter-asked", "en").saying("Filipino");
        leo.hears("duty.offer-interpreter", "en").saying("Filipino");
        leo.texts("1").hears("duty.interpreting", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        ana.hears("duty.interpreter-joined", "en").saying("Leo");
        contact.hears("sys.interpreter", "vi").saying("Leo");
        mina.hearsNothing();
        ana.texts("#interpreter Tagalog").hears("duty.interpreter-joined", "en").saying("Leo");
        ana.texts("#interpreter").hears("duty.interpreter-joined", "en").saying("Mina");
        contact.texts("tôi sợ");
        List.of(ana, leo, mina).forEach(phone -> phone.hearsRelayed("tôi sợ"));
        leo.texts("#leave").hears("duty.left", "en");
        ana.hears("duty.interpreter-left", "en").saying("Leo");
        contact.texts("tôi lạnh");
        List.of(ana, mina).forEach(phone -> phone.hearsRelayed("tôi lạnh"));
        leo.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void a_search_for_another_language_gives_way_and_one_asked_for_again_is_confirmed() {
        var contact = people.withAna();
        ana.texts("#interpreter Vietnamese")
                .hears("duty.interpreter-asked", "en")
                .saying("Vietnamese");
        mina.hears("duty.offer-interpreter", "en").saying("Vietnamese");
        ana.texts("#interpreter Vietnamese")
                .hears("duty.interpreter-asked", "en")
                .saying("Vietnamese");
        mina.hearsNothing();
        ana.texts("#interpreter Tagalog").hears("duty.interpreter-asked", "en").saying("Filipino");
        leo.hears("duty.offer-interpreter", "en").saying("Filipino");
        mina.texts("1").hears("duty.offer-gone", "en");
        leo.texts("2").hears("duty.declined", "en");
        ana.hears("duty.interpreter-none", "en").saying("Filipino");
        ana.texts("#interpreter Tagalog").hears("duty.interpreter-none", "en").saying("Filipino");
        people.closes(ana, contact);
    }

    @Test
    void a_man_is_not_asked_where_the_contact_waits_for_a_woman() {
        var contact = people.withAna();
        line.sql()
                .useHandle(handle -> handle.execute(
                        "UPDATE escalation_run SET gender = 'woman', gender_only = true" + " WHERE status = 'held'"));
        ana.texts("#interpreter Tagalog").hears("duty.interpreter-none", "en").saying("Filipino");
        leo.hearsNothing();
        people.closes(ana, contact);
    }
}
