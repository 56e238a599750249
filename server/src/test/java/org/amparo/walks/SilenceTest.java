package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.escalation.OpenConversations;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// A contact falls silent while somebody holds the talk (`rulings.md` 6).
class SilenceTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";

    /// Ana holds it and wrote; texting is safe when they said so.
    private static Phone held(TestLine line, Phone ana, boolean safe) {
        var contact = line.phone();
        if (safe) {
            safe(line, contact);
        }
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en");
        var b3 = handle(ana);
        ana.hearsWords(b3 + ": I want to talk to a person");
        contact.hears("sys.joined", "en");
        contact.texts("1").hears("sys.consent-yes", "en");
        ana.texts(b3 + " hello").hearsNothing();
        return contact.hearsWords("hello");
    }

    private static void safe(TestLine line, Phone contact) {
        contact.texts("hello there, good morning").hearsAnything();
        line.sql()
                .useHandle(handle -> handle.execute(
                        "UPDATE sending_state SET safe = 'yes', safe_until = ? WHERE contact_id = ?",
                        java.sql.Timestamp.from(line.clock().now().plus(minutes(60))),
                        Rows.of(line, contact).contact()));
    }

    private static String handle(Phone ana) {
        return ana.said("([BCDFGHJKLMNPRTVWX][2-9])");
    }

    private static void owned(TestLine line) {
        assertEquals(
                List.of(),
                line.node()
                        .bean(OpenConversations.class)
                        .withoutOwner(line.clock().now()));
    }

    @Test
    void asked_once_then_rests_then_comes_back_to_the_same_person() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var contact = held(line, ana, true);
            var b3 = handle(ana);
            line.clock().forward(minutes(14));
            contact.hearsNothing();
            line.clock().forward(minutes(1));
            contact.hears("sys.still-there", "en");
            line.clock().forward(minutes(14));
            contact.hearsNothing();
            ana.hearsNothing();
            line.clock().forward(minutes(1));
            ana.hears("duty.parked", "en").saying(b3);
            contact.hearsNothing();
            ana.texts(b3 + " are you there?").hears("duty.parked-refused", "en").saying(b3);
            owned(line);
            line.clock().forward(hours(2));
            contact.texts("he is asleep now").hearsNothing();
            ana.hears("duty.back", "en").saying(b3).hearsWords(b3 + ": he is asleep now");
            ana.texts(b3 + " good");
            contact.hearsWords("good");
            owned(line);
        }
    }

    @Test
    void nothing_is_asked_where_texting_may_not_be_safe() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var contact = held(line, ana, false);
            line.clock().forward(minutes(16));
            contact.hearsNothing();
            line.clock().forward(minutes(15));
            ana.hears("duty.parked", "en");
            line.clock().forward(hours(11));
            assertEquals(List.of("parked normal yes"), Rows.of(line, contact).talk());
            line.clock().forward(hours(1));
            contact.hearsNothing();
            ana.hearsNothing();
            assertEquals(List.of("closed normal yes"), Rows.of(line, contact).talk());
        }
    }

    @Test
    void somebody_else_is_asked_at_once_when_she_is_off() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var contact = held(line, ana, false);
            line.clock().forward(minutes(31));
            ana.hears("duty.parked", "en");
            ana.texts("#off").hears("duty.off", "en", "duty.away-ends");
            contact.texts("are you there?").hearsNothing();
            ana.hearsNothing();
            leo.hears("duty.offer", "en");
            owned(line);
            leo.texts("1").hears("duty.accepted", "en");
            leo.hearsWords(handle(leo) + ": are you there?");
            contact.hears("sys.joined", "en").saying("Leo");
        }
    }

    @Test
    void danger_never_rests() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": he locked me in");
            contact.hears("sys.joined", "en");
            ana.texts(b3 + " hello");
            contact.hearsWords("hello");
            line.clock().forward(minutes(31));
            line.clock().forward(hours(2));
            ana.hearsNothing();
            assertEquals(List.of("held danger none"), Rows.of(line, contact).talk());
        }
    }

    @Test
    void stop_in_a_resting_talk_wakes_nobody() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var contact = held(line, ana, false);
            line.clock().forward(minutes(31));
            ana.hears("duty.parked", "en");
            contact.texts("STOP").hears("sys.stop", "en");
            ana.hearsNothing();
        }
    }
}
