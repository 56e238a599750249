package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.TakingPart;
import org.amparo.escalation.Handovers;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.Test;

/// Somebody is looked for until somebody answers (`domain.md` F.3): the demonstration's people on their phones.
class EscalationTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";

    @Test
    void who_misses_two_offers_is_set_away_and_does_not_go_on_holding_somebody_in_danger() {
        try (var line = TestLine.open()) {
            // Leo speaks English too: Ana is the last one for no language.
            line.node()
                    .bean(Staff.class)
                    .apply(
                            StaffFile.read(YamlMap.read(
                                    "staff.yml",
                                    "people: [{alias: Ana, number: \"" + ANA
                                            + "\", lines: demo, languages: {en: native}}]")),
                            true,
                            line.clock().now());
            var held = line.phone();
            held.texts("he locked me in").hears("sys.crisis", "en");
            var ana = line.sql()
                    .withHandle(handle -> handle.createQuery("SELECT id FROM responder WHERE alias = 'Ana'")
                            .mapTo(UUID.class)
                            .one());
            var talk = Rows.of(line, held).newestTalk();
            var now = line.clock().now();
            line.node().bean(TakingPart.class).hold(talk, ana, "Ana", now);
            line.node().bean(Handovers.class).taken(talk, ana, now);
            line.settle();
            held.hears("sys.joined", "en");
            line.node().bean(Responders.class).missed(ana);
            line.phone().texts("he will kill me").hears("sys.crisis", "en");
            line.clock().forward(TestLine.minutes(2));
            assertEquals(
                    1,
                    alarms(line).stream().filter("holder-off-in-danger"::equals).count(),
                    alarms(line)::toString);
        }
    }

    @Test
    void a_director_hears_once_that_an_incident_is_open_and_nothing_else() {
        try (var line = TestLine.open()) {
            line.node()
                    .bean(Staff.class)
                    .apply(
                            StaffFile.read(YamlMap.read(
                                    "staff.yml",
                                    "people: [{alias: Dana, number: \"+447700900111\", directs: demo, alerts: en}]")),
                            true,
                            line.clock().now());
            var dana = line.staff("+447700900111");
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            for (int minute = 0; minute < 9; minute++) {
                line.clock().forward(TestLine.minutes(1));
            }
            dana.hearsNothing();
            line.clock().forward(TestLine.minutes(1));
            dana.hears("duty.director-incident", "en").saying("English").saying("10 min");
            line.clock().forward(TestLine.minutes(2));
            line.clock().forward(TestLine.minutes(2));
            dana.hearsNothing();
            List.of(contact, line.staff(ANA), line.staff(LEO), line.staff("+447700900103"), line.staff(VERA))
                    .forEach(Phone::hearsAnything);
        }
    }

    @Test
    void a_silent_holder_is_reminded_and_replaced() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var vera = line.staff(VERA);
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            ana.hearsWords(handle(ana) + ": he locked me in");
            contact.hears("sys.joined", "en");
            ana.isAnsweredByAMachine().doesNotRing();
            line.clock().forward(TestLine.minutes(5));
            ana.hears("duty.nudge", "en").saying("5 min").rings("duty.call-held", "en");
            ana.presses("1", "duty.call-taken", "en");
            line.clock().forward(TestLine.minutes(5));
            contact.hears("sys.helper-gone", "en");
            ana.hears("duty.taken-away", "en");
            vera.hears("duty.alarm-silent", "en");
            leo.hears("duty.offer-urgent", "en");
            leo.texts("1").hears("duty.accepted", "en");
            leo.hearsWords(handle(leo) + ": he locked me in");
            contact.hears("sys.joined", "en").saying("Leo");
        }
    }

    @Test
    void nobody_owes_an_answer_to_somebody_who_cannot_read_it() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var contact = line.phone();
            var handle = taken(ana, contact, "he locked me in", "en");
            ana.texts(handle + " are you hurt?");
            contact.hearsWords("are you hurt?");
            contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            ana.hears("duty.unsafe", "en");
            vera.hears("duty.alarm-unsafe", "en").texts("1").hears("duty.alarm-known", "en");
            line.clock().forward(TestLine.minutes(12));
            ana.hearsNothing();
            contact.hearsNothing();
            contact.texts("he is gone now");
            ana.hearsWords(handle + ": he is gone now");
            line.clock().forward(TestLine.minutes(5));
            ana.hears("duty.nudge", "en").saying("5 min").rings("duty.call-held", "en");
        }
    }

    @Test
    void whoever_goes_on_beyond_their_time_keeps_a_talk_in_danger_if_they_say_so() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T19:50:00Z"), Map.of())) {
            var noor = line.staff(NOOR);
            var contact = line.phone();
            var handle = taken(noor, contact, "au secours, il me frappe", "fr");
            noor.texts(handle + " je suis la");
            contact.hearsWords("je suis la");
            line.clock().forward(TestLine.minutes(10));
            var others = List.of(line.staff(ANA), line.staff(LEO), line.staff(VERA));
            others.getLast().hears("duty.alarm-holder-off", "en");
            // Somebody is there: the contact is not told that nobody is.
            line.clock().forward(TestLine.minutes(6));
            contact.hearsNothing();
            noor.texts("#on").hears("duty.on-until", "en");
            assertEquals(List.of(), alarms(line));
            line.clock().forward(TestLine.minutes(20));
            noor.hearsNothing();
            contact.hearsNothing();
            assertEquals(List.of(), alarms(line));
            others.forEach(Phone::hearsAnything);
        }
    }

    @Test
    void who_talks_with_somebody_has_missed_nothing() {
        try (var line = TestLine.open()) {
            var noor = line.staff(NOOR);
            var contact = line.phone();
            var handle = taken(noor, contact, "au secours, il me frappe", "fr");
            noor.texts(handle + " je suis la");
            var others = List.of(line.phone(), line.phone());
            for (var other : others) {
                other.texts("bonjour").hears("sys.welcome-known", "fr");
                other.texts("9").hearsAnything();
            }
            noor.hears("duty.offer", "en").hearsAnything();
            noor.texts(handle + " restez avec moi");
            contact.hearsWords("je suis la").hearsWords("restez avec moi");
            line.clock().forward(TestLine.minutes(3));
            int missed = line.sql()
                    .withHandle(sql -> sql.createQuery("SELECT missed FROM responder WHERE alias = 'Noor'")
                            .mapTo(Integer.class)
                            .one());
            assertEquals(0, missed);
            // Of the two who wait there is a place for one: the other is offered once the first was let pass.
            noor.hears("duty.offer", "en");
            line.staff(ANA).hears("duty.offer", "en").hearsAnything();
        }
    }

    @Test
    void who_passes_is_not_asked_again_and_the_next_one_is() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var contact = waiting(line.phone());
            ana.hears("duty.offer", "en");
            ana.texts("2").hears("duty.declined", "en");
            leo.hears("duty.offer", "en");
            leo.texts("1").hears("duty.accepted", "en");
            leo.hearsWords(handle(leo) + ": I want to talk to a person");
            contact.hears("sys.joined", "en").saying("Leo");
        }
    }

    @Test
    void danger_while_waiting_begins_the_ladder_of_danger_at_once() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var contact = waiting(line.phone());
            ana.hears("duty.offer", "en");
            contact.texts("he is beating me").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
        }
    }

    /// Somebody in danger whom this responder took.
    ///
    /// @return the responder's name of the talk
    private static String taken(Phone responder, Phone contact, String words, String locale) {
        contact.texts(words).hears("sys.crisis", locale);
        responder.hears("duty.offer-urgent", "en");
        responder.texts("1").hears("duty.accepted", "en");
        var handle = handle(responder);
        responder.hearsWords(handle + ": " + words);
        contact.hears("sys.joined", locale);
        return handle;
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPRTVWX][2-9])");
    }

    private static Phone waiting(Phone phone) {
        return phone.texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static List<String> alarms(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY kind")
                        .mapTo(String.class)
                        .list());
    }
}
