package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Out of hours: 02:00 where the line is.
class NightTest {
    @RegisterExtension
    static final TestLine line = TestLine.open(TestLine.NIGHT, Map.of());

    @Test
    void s07_a_message_is_left_and_danger_breaks_the_night() {
        var ion = line.phone();
        ion.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro").saying("08:00");
        ion.texts("1").hears("sys.leave-message", "ro");
        ion.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
        var rows = Rows.of(line, ion);
        assertEquals(List.of("left normal none"), rows.talk());
        assertEquals(List.of("nu mi-au platit. sambata intre 10 si 12"), rows.keptTexts());
        line.clock().forward(minutes(30));
        ion.texts("ma bate acum").hears("sys.crisis", "ro");
        assertEquals(List.of("waiting danger none"), rows.talk());
    }

    @Test
    void the_menu_works_at_night() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.out-of-hours", "en");
        phone.texts("0").hears("sys.menu-discreet", "en");
        phone.texts("5").hearsNumbersOf("work", "en");
    }

    @Test
    void a_message_that_is_never_written_is_not_kept() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.out-of-hours", "en");
        phone.texts("1").hears("sys.leave-message", "en");
        line.clock().forward(minutes(31));
        phone.texts("hello").hears("sys.welcome-known", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk());
    }
}
