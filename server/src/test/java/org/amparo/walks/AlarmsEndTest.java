package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.conversations.Conversations;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An alarm of a state ends with the state, however it ends: one that stood on would keep the next one silent.
class AlarmsEndTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone contact = line.phone();

    @BeforeEach
    void waits_too_long() {
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        line.clock().forward(minutes(6));
        line.clock().forward(minutes(5));
        contact.hearsAnything();
        assertEquals(List.of("waiting-too-long en"), waiting());
    }

    @Test
    void who_waited_too_long_is_erased() {
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(minutes(1));
        assertEquals(List.of(), waiting());
    }

    @Test
    void who_waited_too_long_went_on_in_another_language() {
        line.node().bean(Conversations.class).speaks(Rows.of(line, contact).newestTalk(), "fr");
        contact.texts("STOP").hearsAnything();
        assertEquals(List.of(), waiting());
    }

    @Test
    void who_rings_sooner_than_others_is_not_forgotten_when_another_talk_ends() {
        var child = line.phone();
        child.texts("I am 14 years old").hears("sys.child-topic", "en");
        child.texts("9").hearsAnything();
        var hindi = line.phone();
        hindi.texts("मुझे किसी इंसान से बात करनी है").hearsAnything();
        line.clock().forward(minutes(6));
        List.of(child, hindi).forEach(Phone::hearsAnything);
        assertEquals(List.of("nobody-on-duty hi", "waiting-too-long en"), waiting());
        contact.texts("STOP").hearsAnything();
        assertEquals(List.of("nobody-on-duty hi", "waiting-too-long en"), waiting());
        child.texts("STOP").hearsAnything();
        assertEquals(List.of("nobody-on-duty hi"), waiting());
        hindi.texts("STOP").hearsAnything();
        assertEquals(List.of(), waiting());
    }

    @Test
    void whoever_comes_later_rings_again_though_somebody_acts() {
        var vera = line.phone("+447700900110");
        vera.hearsAnything();
        vera.texts("1").hears("duty.alarm-known", "en");
        var later = line.phone();
        later.texts("I want to talk to a person").hearsAnything();
        line.clock().forward(minutes(6));
        vera.hearsNothing();
        // The count stays one, and it is another one.
        contact.texts("STOP").hearsAnything();
        line.clock().forward(minutes(5));
        later.hearsAnything();
        vera.hears("duty.alarm-waiting", "en").saying("1 waiting");
        vera.texts("1").hears("duty.alarm-known", "en");
        var last = line.phone();
        last.texts("I want to talk to a person").hearsAnything();
        line.clock().forward(minutes(6));
        line.clock().forward(minutes(5));
        List.of(later, last).forEach(Phone::hearsAnything);
        vera.hears("duty.alarm-waiting", "en").saying("2 waiting");
    }

    private static List<String> waiting() {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT kind || ' ' || locale FROM alarm
                         WHERE kind IN ('waiting-too-long', 'nobody-on-duty') AND ended_at IS NULL ORDER BY 1
                        """).mapTo(String.class).list());
    }
}
