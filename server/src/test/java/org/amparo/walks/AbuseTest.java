package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;

import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// A contact who insults is warned by a supervisor, then the talk ends; danger is heard all the same (`domain.md`
/// E.5, F.9).
class AbuseTest {
    private static final String ANA = "+447700900101";
    private static final String VERA = "+447700900110";

    @Test
    void warned_ended_and_still_heard_in_danger() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var phone = line.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": I want to talk to a person");
            phone.hears("sys.joined", "en");
            phone.texts("you are all idiots");
            ana.hearsWords(b3 + ": you are all idiots");
            ana.texts("#warn " + b3).hears("duty.supervisor-only", "en");
            ana.texts("#mine " + b3).hears("duty.supervisor-called", "en");
            vera.hears("duty.alarm-insult", "en").saying("Ana");
            var c4 = handle(vera);
            vera.texts("#block " + c4).hears("duty.warn-first", "en");
            vera.texts("#warn " + c4).hears("duty.warned", "en");
            phone.hears("sys.abuse", "en");
            ana.hears("duty.warned", "en").saying(b3);
            phone.texts("idiots");
            ana.hearsWords(b3 + ": idiots");
            vera.texts("#block " + c4).hears("duty.blocked", "en");
            ana.hears("duty.blocked", "en").saying(b3);
            phone.hearsNothing();
            phone.texts("hello you").hearsNothing();
            phone.texts("9").hearsNothing();
            ana.hearsNothing();
            phone.texts("he is hitting me").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            ana.hearsWords(handle(ana) + ": he is hitting me");
            phone.hears("sys.joined", "en");
        }
    }

    @Test
    void after_a_day_they_are_answered_as_anybody() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var phone = line.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsWords(handle(ana) + ": I want to talk to a person");
            phone.hears("sys.joined", "en");
            ana.texts("#mine").hears("duty.supervisor-called", "en");
            vera.hears("duty.alarm-insult", "en");
            var c4 = handle(vera);
            vera.texts("#warn " + c4).hears("duty.warned", "en");
            phone.hears("sys.abuse", "en");
            ana.hears("duty.warned", "en");
            vera.texts("#block " + c4).hears("duty.blocked", "en");
            ana.hears("duty.blocked", "en");
            line.clock().forward(hours(20));
            phone.texts("hello").hearsNothing();
            line.clock().forward(hours(5));
            phone.texts("hello there good morning").hears("sys.welcome-known", "en");
        }
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPQRSTVWXYZ][2-9])");
    }
}
