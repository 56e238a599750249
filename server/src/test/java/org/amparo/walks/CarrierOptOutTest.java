package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A carrier that answers STOP, START and HELP itself: nobody hears anything twice, and silence wins
/// (`domain.md` E.2 "provider traps").
class CarrierOptOutTest {
    private static final String STOPPED = "You have been unsubscribed. Reply START to resubscribe.";
    private static final String STARTED = "You have been resubscribed. Reply STOP to unsubscribe.";
    private static final String HELPED = "Reply STOP to unsubscribe.";

    private static final String ANA = "+447700900101";
    private static final String VERA = "+447700900110";

    @RegisterExtension
    static final TestLine line = TestLine.open();

    @BeforeEach
    void answersItself() {
        line.fault("advanced-opt-out");
    }

    @Test
    void stop_is_answered_by_the_carrier_alone_and_kept_by_us() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("STOP").hearsWords(STOPPED).hearsNothing();
        phone.texts("hello").hearsNothing();
        line.noFaults();
        phone.texts("hello again").hearsNothing();
    }

    @Test
    void a_word_only_the_carrier_takes_for_stop_stops() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("REVOKE").hearsWords(STOPPED).hearsNothing();
        phone.texts("1").hearsNothing();
    }

    @Test
    void start_turns_texts_on_again_and_is_not_answered_twice() {
        var phone = line.phone();
        phone.texts("STOP").hearsWords(STOPPED);
        phone.texts("START").hearsWords(STARTED).hearsNothing();
        phone.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
    }

    @Test
    void a_word_only_the_carrier_takes_for_start_ends_what_the_carrier_began() {
        var phone = line.phone();
        phone.texts("STOP").hearsWords(STOPPED);
        phone.texts("YES").hearsWords(STARTED).hearsNothing();
        phone.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
    }

    @Test
    void a_word_only_the_carrier_takes_for_start_does_not_end_our_own_stop() {
        var phone = line.phone();
        line.noFaults();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("parar").hears("sys.stop", "es");
        answersItself();
        phone.texts("YES").hearsWords(STARTED).hears("sys.restart-ask", "es");
    }

    @Test
    void help_is_answered_once_and_a_second_one_is_danger() {
        var phone = line.phone();
        phone.texts("HELP").hearsWords(HELPED).hearsNothing();
        phone.texts("HELP").hearsWords(HELPED).hears("sys.crisis", "en");
    }

    @Test
    void danger_from_whom_the_carrier_stops_calls_people_in_silence() {
        var phone = line.phone();
        phone.texts("STOP").hearsWords(STOPPED);
        phone.texts("help me he locked the door and took my charger").hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
    }

    @Test
    void whom_the_carrier_refuses_is_in_our_ledger_and_nothing_more_is_tried() {
        line.noFaults();
        var phone = line.phone();
        line.blocked(phone);
        phone.texts("i want to talk to a person").isRefused("sys.waiting", "en");
        phone.hearsNothing();
        assertEquals(
                List.of("sys.waiting failed opted-out", "sys.consent.v1 dropped stopped"),
                Rows.of(line, phone).outbox());
        assertEquals(List.of("waiting normal asked"), Rows.of(line, phone).talk(), "the place is kept");
        phone.texts("hello").hearsNothing();
        phone.texts("START").hears("sys.start", "en");
        phone.texts("?");
        phone.hears("sys.queue-position", "en");
    }

    @Test
    void whom_the_carrier_refuses_in_danger_a_supervisor_hears_of_once() {
        try (var own = TestLine.open()) {
            var vera = own.staff(VERA);
            var ana = own.staff(ANA);
            var phone = own.phone();
            own.blocked(phone);
            phone.texts("help me he locked the door and took my charger").isRefused("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            vera.hears("duty.alarm-blocked", "en");
            phone.texts("he is coming back").hearsNothing();
            vera.hearsNothing();
            vera.texts("1").hears("duty.alarm-known", "en");
            ana.texts("1")
                    .hears("duty.yours", "en", "duty.silent-stopped")
                    .hearsRelayed("help me he locked the door and took my charger")
                    .hearsRelayed("he is coming back");
        }
    }

    @Test
    void words_of_a_responder_the_carrier_refuses_are_told_to_them_and_to_a_supervisor() {
        try (var own = TestLine.open()) {
            var vera = own.staff(VERA);
            var ana = own.staff(ANA);
            var phone = own.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en");
            var handle = ana.said("([B-DF-HJ-NP-TV-Z][0-9])");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
            phone.hears("sys.joined", "en");
            own.blocked(phone);
            ana.texts(handle + " how are you").hears("duty.undelivered", "en");
            assertEquals(1, phone.hearsAnything().size(), "refused");
            vera.hears("duty.alarm-blocked", "en");
            vera.texts("1").hears("duty.alarm-known", "en");
            ana.texts(handle + " #close").hears("duty.closed", "en");
        }
    }

    @Test
    void forget_leaves_the_ledger_alone() {
        var phone = line.phone();
        phone.texts("STOP").hearsWords(STOPPED);
        phone.texts("FORGET").hearsNothing();
        phone.texts("1").hearsNothing();
        line.clock().forward(TestLine.minutes(2));
        phone.texts("hello").hearsNothing();
    }
}
