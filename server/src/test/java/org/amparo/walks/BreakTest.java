package org.amparo.walks;

import java.util.List;
import java.util.Optional;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A break by text (`domain.md` F.3, F.10): who has one is asked for nobody but, from the third minute on, somebody
/// in danger. Ana and Leo speak English; Ana is asked first.
class BreakTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    @BeforeEach
    void everybody_is_on() {
        var responders = line.node().bean(Responders.class);
        responders
                .of(line.node().bean(Lines.class).first().id())
                .forEach(one -> responders.set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    private static Phone waiting() {
        return line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static void takes(Phone contact, Phone responder, String alias) {
        responder.hears("duty.offer", "en");
        responder.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en").saying(alias);
    }

    private static void closes(Phone contact, Phone holder) {
        holder.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void who_has_a_break_is_not_asked_until_it_is_over() {
        ana.texts("#break 15").hears("duty.break", "en", "duty.break-last");
        var first = waiting();
        ana.hearsNothing();
        takes(first, leo, "Leo");
        closes(first, leo);
        line.clock().forward(TestLine.minutes(15));
        var second = waiting();
        takes(second, ana, "Ana");
        closes(second, ana);
    }

    @Test
    void the_last_one_on_for_a_language_hears_what_it_means() {
        leo.texts("#break").hears("duty.break", "en", "duty.break-last").saying("Filipino");
        leo.texts("#on").hears("duty.on", "en");
        line.sql()
                .useHandle(handle -> handle.execute("INSERT INTO responder_language"
                        + " SELECT r.id, l.locale, l.organisation_id, l.grade FROM responder_language l, responder r"
                        + " WHERE r.alias = 'Ana' AND l.locale = 'tl'"));
        leo.texts("#break").hears("duty.break", "en");
        leo.texts("#on").hears("duty.on", "en");
        // Whoever rests is nobody to rely on.
        ana.texts("#break").hears("duty.break", "en", "duty.break-last");
        leo.texts("#break").hears("duty.break", "en", "duty.break-last").saying("English");
        leo.texts("#on").hears("duty.on", "en");
        ana.texts("#on").hears("duty.on", "en");
        line.sql()
                .useHandle(handle -> handle.execute("DELETE FROM responder_language l USING responder r"
                        + " WHERE r.id = l.responder_id AND r.alias = 'Ana' AND l.locale = 'tl'"));
    }

    @Test
    void after_ninety_minutes_of_writing_nobody_new_comes_before_a_pause_of_ten() {
        leo.texts("#off").hears("duty.off", "en", "duty.away-ends");
        var first = waiting();
        ana.hears("duty.offer", "en");
        var handle = ana.texts("1").hears("duty.accepted", "en").said("([A-Z][0-9])");
        for (int i = 0; i < 10; i++) {
            ana.hearsAnything();
            ana.texts(handle + " Tell me more, in your own time.");
            first.hearsAnything();
            line.clock().forward(TestLine.minutes(4));
            first.texts("it began in spring");
            ana.hearsRelayed("it began in spring");
            line.clock().forward(TestLine.minutes(5));
        }
        ana.hearsAnything();
        ana.texts(handle + " I am still here.").hears("duty.pause-due", "en");
        first.hearsAnything();
        var second = waiting();
        line.clock().forward(TestLine.minutes(2));
        ana.texts(handle + " Go on.").hearsNothing();
        first.hearsAnything();
        line.clock().forward(TestLine.minutes(9));
        ana.hearsNothing();
        line.clock().forward(TestLine.minutes(1));
        second.hearsAnything();
        ana.hears("duty.offer", "en");
        ana.texts("1").hearsAnything();
        List.of(first, second, noor, vera).forEach(Phone::hearsAnything);
        ana.texts(handle + " #close test").hears("duty.closed", "en");
        closes(second, ana);
        first.hearsAnything();
    }

    @Test
    void it_ends_sooner_by_a_word() {
        ana.texts("#break").hears("duty.break", "en", "duty.break-last");
        ana.texts("#on").hears("duty.on", "en");
        var contact = waiting();
        takes(contact, ana, "Ana");
        closes(contact, ana);
    }

    @Test
    void danger_ends_it_at_the_third_minute_at_the_latest() {
        ana.texts("#break 30").hears("duty.break", "en", "duty.break-last");
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        leo.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(50));
        ana.hearsNothing();
        line.clock().forward(TestLine.seconds(130));
        ana.hears("duty.offer-urgent", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
        List.of(contact, leo, noor, vera).forEach(Phone::hearsAnything);
        closes(contact, ana);
    }

    @Test
    void danger_does_not_wait_where_nobody_else_is_there() {
        ana.texts("#break 30").hears("duty.break", "en", "duty.break-last");
        leo.texts("#off").hears("duty.off", "en", "duty.away-ends");
        noor.texts("#off").hears("duty.off", "en", "duty.away-ends");
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
        List.of(contact, vera).forEach(Phone::hearsAnything);
        closes(contact, ana);
    }

    @Test
    void whoever_holds_a_talk_goes_on_with_it() {
        var contact = waiting();
        takes(contact, ana, "Ana");
        ana.texts("#break 5 min").hears("duty.break", "en", "duty.break-last");
        contact.texts("are you there?");
        ana.hearsRelayed("are you there?");
        closes(contact, ana);
    }

    @Test
    void what_is_no_break_changes_nothing() {
        ana.texts("#break 4").hears("duty.break-how", "en");
        ana.texts("#break soon").hears("duty.break-how", "en");
        ana.texts("#break 61").hears("duty.break-how", "en");
        ana.texts("#off").hears("duty.off", "en", "duty.away-ends");
        // A break would bring them back by itself.
        ana.texts("#break").hears("duty.off", "en");
        line.clock().forward(TestLine.minutes(20));
        var contact = waiting();
        ana.hearsNothing();
        takes(contact, leo, "Leo");
        closes(contact, leo);
    }

    @Test
    void digits_of_any_writing_are_read() {
        ana.texts("#break ٢٠").hears("duty.break", "en", "duty.break-last");
        ana.texts("#on").hears("duty.on", "en");
    }
}
