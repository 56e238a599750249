package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.amparo.escalation.OwnPolicies;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// An organisation asks in its own order (`domain.md` F.3): the demonstration's people on their phones, and the
/// line of a partner.
class OwnPolicyTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";
    private static final String HOUSE = "+447700900180";

    private static void set(TestLine line, String yaml) {
        var now = line.clock().now();
        line.node()
                .bean(Staff.class)
                .apply(
                        StaffFile.read(YamlMap.read(
                                "staff.yml",
                                "people: [{alias: House, number: \"" + HOUSE
                                        + "\", partner: demo, languages: {en: native, de: native}}]")),
                        true,
                        now);
        var policies = OwnPolicies.of(line.node().bean(Jdbi.class), line.node().bean(Lines.class));
        assertInstanceOf(OwnPolicies.Change.Made.class, policies.set(YamlMap.read("policy.yml", yaml), now));
    }

    @Test
    void in_hours_somebody_by_name_then_a_schedule() {
        try (var line = TestLine.open()) {
            set(line, """
                normal:
                  steps:
                    - { at: 0, ask: person Leo, patience: 90 s }
                    - { at: 2 min, ask: schedule day, patience: 60 s }
                    - { at: 5 min, ask: interpreter, patience: 60 s }
                  marks:
                    - { at: 3 min, tell: waiting-still, unspoken: no-one-speaks }
                    - { at: 4 min, alarm: waiting }
                    - { at: 15 min, tell: no-one-free }
                  repeat: { every: 5 min, from: 5 min }
                """);
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var vera = line.staff(VERA);
            var contact = line.phone();
            contact.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            leo.hears("duty.offer", "en");
            line.clock().forward(TestLine.seconds(80));
            ana.hearsNothing();
            line.clock().forward(TestLine.seconds(15));
            leo.hears("duty.missed", "en");
            ana.hears("duty.offer", "en");
            line.clock().forward(TestLine.seconds(150));
            ana.hears("duty.missed", "en");
            vera.hears("duty.alarm-waiting", "en");
            contact.hearsAnything();
            leo.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
            contact.hears("sys.joined", "en").saying("Leo");
            List.of(ana, line.staff(NOOR), vera).forEach(Phone::hearsAnything);
        }
    }

    @Test
    void in_danger_a_partners_line_first_and_everybody_all_the_same() {
        try (var line = TestLine.open()) {
            set(line, """
                danger:
                  steps:
                    - { at: 0, ask: partner House, patience: 60 s, call: true }
                    - { at: 60 s, ask: person Leo, patience: 60 s, call: true }
                    - { at: 2 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true }
                    - { at: 3 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true }
                  marks:
                    - { at: 30 s, alarm: urgent, soon: true }
                    - { at: 4 min, tell: crisis-no-one, soon: true }
                    - { at: 10 min, alarm: incident }
                  repeat: { every: 2 min, from: 4 min }
                """);
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            var vera = line.staff(VERA);
            var house = line.staff(HOUSE);
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            house.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            line.clock().forward(TestLine.seconds(30));
            vera.hears("duty.alarm-urgent", "en");
            leo.hearsNothing();
            line.clock().forward(TestLine.seconds(30));
            leo.hears("duty.offer-urgent", "en");
            ana.hearsNothing();
            line.clock().forward(TestLine.seconds(60));
            List.of(ana, leo, house).forEach(one -> one.hears("duty.offer-urgent", "en"));
            noor.hearsNothing();
            line.clock().forward(TestLine.seconds(60));
            noor.hears("duty.offer-urgent", "en");
            line.clock().forward(TestLine.seconds(60));
            contact.hears("sys.crisis-no-one", "en");
            line.clock().forward(TestLine.minutes(4));
            // Asked again and again, and never set away: nobody knows who is there.
            house.hearsAnything();
            assertEquals(
                    List.of("on"),
                    line.sql()
                            .withHandle(handle -> handle.createQuery(
                                            "SELECT availability FROM responder WHERE alias = 'House'")
                                    .mapTo(String.class)
                                    .list()));
            house.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
            contact.hears("sys.joined", "en").saying("House");
            house.texts(house.said("([B-DF-HJ-NP-TV-Z][2-9])") + " we are here").hearsNothing();
            assertTrue(contact.hearsAnything().getLast().body().contains("we are here"));
            List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
        }
    }

    @Test
    void out_of_hours_who_is_on_call_then_everyone_awake_then_the_next_shift() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            set(line, """
                out-of-hours:
                  steps:
                    - { at: 0, ask: schedule night, patience: 2 min, call: true }
                    - { at: 5 min, ask: everyone, all: true, patience: 5 min }
                  marks:
                    - { at: 15 min, tell: no-one-free, soon: true }
                    - { at: 30 min, alarm: waiting }
                """);
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var vera = line.staff(VERA);
            var contact = line.phone();
            contact.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en").rings("duty.call-offer", "en");
            leo.hearsNothing();
            line.clock().forward(TestLine.minutes(2));
            leo.hears("duty.offer", "en");
            ana.hears("duty.missed", "en");
            vera.hearsNothing();
            line.clock().forward(TestLine.minutes(28));
            contact.hears("sys.no-one-until", "en").saying("08:00");
            vera.hears("duty.alarm-waiting", "en");
            leo.hearsAnything();
            ana.hearsAnything();
            line.hearsShifts();
            // 08:00: the ladder in hours begins.
            line.clock().forward(TestLine.minutes(330));
            List.of(ana, leo, vera).forEach(Phone::hearsAnything);
            line.clock().forward(TestLine.minutes(2));
            assertEquals(
                    List.of("normal"),
                    line.sql()
                            .withHandle(handle -> handle.createQuery("SELECT way FROM escalation_run")
                                    .mapTo(String.class)
                                    .list()));
            contact.hearsAnything();
            List.of(ana, leo, line.staff(NOOR), vera).forEach(Phone::hearsAnything);
        }
    }
}
