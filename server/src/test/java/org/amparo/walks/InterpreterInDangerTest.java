package org.amparo.walks;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Danger, and whoever holds the talk does not understand it: who interprets is called as well, and where nobody
/// can, a supervisor knows (`domain.md` F.3).
class InterpreterInDangerTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final MinaInterprets people = new MinaInterprets(line);
    private final Phone ana = people.ana;
    private final Phone leo = people.leo;
    private final Phone vera = people.vera;
    private final Phone mina = people.mina;

    @BeforeEach
    void everybody_is_on() {
        people.everybodyIsOn();
    }

    /// Ana holds it, and the supervisor knows of the danger.
    private Phone inDanger() {
        var contact = people.withAna();
        contact.texts("he locked me in");
        ana.hearsRelayed("he locked me in");
        vera.hears("duty.alarm-raised", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        return contact;
    }

    @Test
    void a_call_goes_with_the_question_and_its_key_lets_them_join() {
        var contact = inDanger();
        ana.texts("#interpreter Vietnamese").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter-urgent", "en").saying("Vietnamese").rings("duty.call-interpreter", "en");
        mina.presses("1", "duty.call-joined", "en");
        mina.hears("duty.interpreting", "en")
                .hearsRelayed("I want to talk to a person")
                .hearsRelayed("he locked me in");
        ana.hears("duty.interpreter-joined", "en").saying("Mina");
        contact.hears("sys.interpreter", "en").saying("Mina");
        vera.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void who_is_called_after_another_joined_hears_that_it_is_too_late() {
        var contact = inDanger();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter-urgent", "en").rings("duty.call-interpreter", "en");
        leo.hears("duty.offer-interpreter-urgent", "en").rings("duty.call-interpreter", "en");
        mina.texts("1").hears("duty.interpreting", "en");
        mina.hearsAnything();
        leo.presses("1", "duty.call-too-late", "en").hears("duty.offer-gone", "en");
        people.closes(ana, contact);
    }

    @Test
    void where_nobody_can_interpret_a_supervisor_knows_until_somebody_joins() {
        mina.texts("#off").hears("duty.off", "en", "duty.away-lasts");
        var contact = inDanger();
        ana.texts("#interpreter Vietnamese").hears("duty.interpreter-none", "en");
        vera.hears("duty.alarm-interpreter", "en")
                .saying("Vietnamese")
                .notSaying(contact.number())
                .rings("duty.call-alarm", "en");
        line.clock().forward(TestLine.minutes(2));
        vera.hears("duty.alarm-interpreter", "en");
        vera.texts("1").hears("duty.alarm-known-again", "en").saying("Vera");
        mina.texts("#on").hears("duty.on", "en");
        line.clock().forward(TestLine.minutes(2));
        mina.hears("duty.offer-interpreter-urgent", "en");
        mina.texts("1").hears("duty.interpreting", "en");
        mina.hearsAnything();
        ana.hears("duty.interpreter-joined", "en");
        contact.hears("sys.interpreter", "en");
        // It ended with that: gone again, it rings anew.
        mina.texts("#off").hears("duty.off-holding", "en", "duty.away-lasts");
        mina.texts("#leave").hears("duty.left", "en");
        ana.hears("duty.interpreter-left", "en");
        ana.texts("#interpreter Vietnamese").hears("duty.interpreter-none", "en");
        vera.hears("duty.alarm-interpreter", "en");
        ana.texts("#interpreter off").hears("duty.interpreter-off", "en");
        line.clock().forward(TestLine.minutes(4));
        vera.hearsNothing();
        people.closes(ana, contact);
    }

    @Test
    void danger_in_the_middle_of_a_search_asks_everybody_at_once() {
        var contact = people.withAna();
        ana.texts("#interpreter").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter", "en").doesNotRing();
        leo.hearsNothing();
        contact.texts("he locked me in");
        ana.hearsRelayed("he locked me in");
        leo.hears("duty.offer-interpreter-urgent", "en").rings("duty.call-interpreter", "en");
        people.closes(ana, contact);
    }

    @Test
    void who_never_answers_leaves_a_supervisor_knowing_and_the_alarm_ends_with_the_talk() {
        var contact = inDanger();
        ana.texts("#interpreter Vietnamese").hears("duty.interpreter-asked", "en");
        mina.hears("duty.offer-interpreter-urgent", "en");
        line.clock().forward(TestLine.seconds(61));
        ana.hears("duty.interpreter-none", "en");
        vera.hears("duty.alarm-interpreter", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
        line.clock().forward(TestLine.minutes(5));
        List.of(vera, mina).forEach(Phone::hearsNothing);
    }
}
