package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// FORGET while danger is open (`rulings.md` 6): erased as always and without a word; people go on being told
/// until a supervisor knows of it.
class ErasedInDangerTest {
    private static final String ANA = "+447700900101";
    private static final String VERA = "+447700900110";

    private static Phone inDanger(TestLine line) {
        return line.phone()
                .texts("help me he locked the door and took my charger")
                .hears("sys.crisis", "en");
    }

    private static List<String> runs(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT status FROM escalation_run")
                        .mapTo(String.class)
                        .list());
    }

    private static void erases(TestLine line, Phone phone) {
        var traces = Rows.of(line, phone).traces();
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hearsNothing();
        Rows.expectNone(
                line,
                traces.stream().filter(trace -> !trace.equals(talk(traces))).toList());
        assertFalse(Rows.exist(line, phone));
        phone.hearsNothing();
    }

    /// The trail of acts keeps the id of the talk and nothing else of it.
    private static String talk(List<String> traces) {
        return traces.get(2);
    }

    @Test
    void who_waited_is_erased_in_silence_and_the_run_ends_once_a_supervisor_knows() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var phone = inDanger(line);
            ana.hears("duty.offer-urgent", "en");
            erases(line, phone);
            vera.hears("duty.alarm-erased", "en").rings("duty.call-alarm", "en");
            assertEquals(List.of("erased"), runs(line));
            line.clock().forward(TestLine.minutes(2));
            vera.hears("duty.alarm-erased", "en");
            assertEquals(List.of("erased"), runs(line), "nobody knows yet");
            ana.texts("1").hears("duty.offer-gone", "en");
            vera.texts("1").hears("duty.alarm-known", "en");
            line.clock().forward(TestLine.minutes(2));
            assertEquals(List.of("ended"), runs(line));
            phone.hearsNothing();
            phone.texts("hello").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        }
    }

    @Test
    void whoever_held_it_is_told_that_it_was_erased() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var phone = inDanger(line);
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("help me he locked the door and took my charger");
            phone.hears("sys.joined", "en");
            erases(line, phone);
            ana.hears("duty.erased", "en");
            vera.hears("duty.alarm-erased", "en");
            assertEquals(List.of("erased"), runs(line));
            vera.texts("1").hears("duty.alarm-known", "en");
            line.clock().forward(TestLine.minutes(2));
            assertEquals(List.of("ended"), runs(line));
            phone.hearsNothing();
        }
    }
}
