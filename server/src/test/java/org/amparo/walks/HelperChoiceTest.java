package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// Somebody asks for a woman, or a man (`domain.md` F.3, R40). Ana and Leo speak English, Ana alone Russian.
class HelperChoiceTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";

    @Test
    void such_a_one_is_asked_first_and_then_anyone() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var phone = line.phone();
            phone.texts("I want to talk to a man").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            leo.hears("duty.offer", "en");
            ana.hearsNothing();
            leo.texts("2").hears("duty.declined", "en");
            ana.hears("duty.offer", "en");
        }
    }

    @Test
    void where_none_is_on_duty_the_wait_and_the_choice_are_told() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var phone = waitsForAMan(line);
            ana.hears("duty.offer", "en");
            phone.texts("2").hears("sys.consent.v1", "ru");
            ana.texts("1").hears("duty.accepted", "en").hearsWords(handle(ana) + ": мужчина");
            phone.hears("sys.joined", "ru").saying("Ana");
            phone.texts("1").hears("sys.consent-yes", "ru");
        }
    }

    @Test
    void whoever_chose_to_wait_is_offered_to_nobody_else_until_danger() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var phone = waitsForAMan(line);
            ana.hears("duty.offer", "en");
            phone.texts("1").hears("sys.consent.v1", "ru");
            // Leo speaks no Russian: with an interpreter.
            leo.hears("duty.offer", "en");
            leo.texts("2").hears("duty.declined", "en");
            ana.texts("1").hears("duty.offer-gone", "en");
            line.clock().forward(minutes(4));
            ana.hearsNothing();
            assertEquals(List.of("waiting normal asked"), Rows.of(line, phone).talk());
            phone.texts("он бьет меня").hears("sys.crisis", "ru");
            ana.hears("duty.offer-urgent", "en");
        }
    }

    private static Phone waitsForAMan(TestLine line) {
        return line.phone().texts("мужчина").hears("sys.waiting", "ru").hears("sys.helper-choice-none", "ru");
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPRTVWX][2-9])");
    }
}
