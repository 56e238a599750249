package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// S07: a message left at 02:00, answered on Saturday; and danger that breaks the night.
class NightScenarioTest extends Scenario {
    NightScenarioTest() {
        super(TestLine.NIGHT);
    }

    /// Ion waits for Saturday; Dan, who left the same words, is in danger half an hour later.
    @Test
    void s07_a_message_left_at_night_is_answered_in_its_hours_and_danger_breaks_the_night() {
        var ion = line.phone();
        var dan = line.phone();
        for (var one : List.of(ion, dan)) {
            one.texts("vreau sa vorbesc cu un om")
                    .hears("sys.out-of-hours", "ro")
                    .saying("08:00");
            one.texts("1").hears("sys.leave-message", "ro");
            one.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
            assertEquals(List.of("left normal none"), Rows.of(line, one).talk());
        }
        line.clock().forward(minutes(30));
        dan.texts("ma bate acum").hears("sys.crisis", "ro");
        ana.hears("duty.offer-urgent", "en").saying("Romanian").rings("duty.call-urgent", "en");
        var d5 = ana.texts("1").hears("duty.accepted", "en").said(HANDLE);
        ana.hearsWords(d5 + ": nu mi-au platit. sambata intre 10 si 12").hearsWords(d5 + ": ma bate acum");
        dan.hears("sys.joined", "ro").saying("Ana");
        ana.texts("#close safety").hears("duty.closed", "en");
        dan.hears("sys.closed", "ro");

        line.clock().forward(until("2026-11-23T05:59:00Z"));
        ana.hearsNothing();
        line.clock().forward(minutes(2));
        ana.hears("duty.offer-left", "en").saying("Romanian");
        var b3 = ana.texts("1").hears("duty.yours", "en", "duty.silent-unset").said(HANDLE);
        ana.hearsWords(b3 + ": nu mi-au platit. sambata intre 10 si 12");
        ana.texts(b3 + " buna ziua").hears("duty.not-sent", "en");
        ana.texts("#hours " + b3 + " sat 10-12").hears("duty.hours-set", "en").saying("Sat 10:00-12:00");
        ana.texts(b3 + " buna ziua").hears("duty.not-sent", "en");
        line.clock().forward(until("2026-11-28T07:59:00Z"));
        ion.hearsNothing();
        line.clock().forward(minutes(1));
        ion.hears("sys.follow-up-open", "ro");
        ana.texts(named(ana) + " buna ziua");
        ion.hearsWords("buna ziua");
        line.clock().forward(until("2026-11-28T10:00:00Z"));
        ana.texts(named(ana) + " mai sunteti?").hears("duty.not-sent", "en");
        ion.hearsNothing();
        line.clock().forward(until("2026-11-30T01:00:00Z"));
        line.clock().forward(minutes(61));
        assertEquals(List.of("closed normal none"), Rows.of(line, ion).talk());
        assertEquals(List.of(), rows("SELECT message_id::text FROM message_body"), "seven days after it was left");
    }

    /// What they call their only talk now.
    private static String named(Phone responder) {
        return responder.texts("#list").hears("duty.list", "en").said(HANDLE);
    }

    private Duration until(String moment) {
        return Duration.between(line.clock().now(), Instant.parse(moment));
    }
}
