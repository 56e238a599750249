package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.Test;

/// Practice (`rulings.md` 6): a coach plays a contact, whoever takes part answers as in earnest, nothing of it
/// counts, and nobody else is asked, woken or kept from somebody real. Every phone's texts are accounted for.
class PracticeTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String ZOE = "+447700900121";

    @Test
    void danger_is_practised_from_the_first_text_to_the_end_and_counts_nowhere() {
        try (var line = TestLine.open()) {
            var ana = takesPart(line, ANA);
            var zoe = line.staff(ZOE);
            var figures = figures(line);
            zoe.texts("he locked me in").hears("sys.crisis", "en").hears("sys.practice", "en");
            assertEquals(figures, figures(line), "while a practice phone waits in danger");
            ana.hears("duty.practice-urgent", "en").saying("English").doesNotRing();
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": (practice) he locked me in");
            zoe.hears("sys.joined", "en").saying("Ana");
            ana.texts(b3 + " where are you?");
            zoe.hearsWords("where are you?");
            zoe.texts("in the cellar");
            ana.hearsWords(b3 + ": (practice) in the cellar");
            assertEquals(figures, figures(line), "while it is held");
            ana.texts("#close info").hears("duty.closed", "en").saying(b3);
            zoe.hears("sys.closed", "en");
            assertEquals(figures, figures(line), "once it is closed");
            assertEquals(List.of(), counted(line));
            assertEquals(0, alarms(line));
        }
    }

    @Test
    void consent_waiting_and_new_danger_in_the_talk_go_as_in_earnest_but_alarm_nobody() {
        try (var line = TestLine.open()) {
            var ana = takesPart(line, ANA);
            var zoe = asksForAPerson(line.staff(ZOE));
            ana.hears("duty.practice-offer", "en").saying("English");
            zoe.texts("1").hears("sys.consent-yes", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": (practice) I want to talk to a person");
            zoe.hears("sys.joined", "en");
            zoe.texts("he locked me in").hears("sys.practice", "en");
            ana.hears("duty.practice-alarm", "en").saying(b3).hearsWords(b3 + ": (practice) he locked me in");
            ana.texts("#mine").hears("duty.practice-alarm", "en").saying(b3);
            line.clock().forward(minutes(5));
            ana.hears("duty.nudge", "en");
            line.clock().forward(minutes(5));
            zoe.hears("sys.helper-gone", "en");
            ana.hears("duty.taken-away", "en").hears("duty.practice-alarm", "en");
            assertEquals(0, alarms(line));
            ana.texts("#off").hears("duty.off", "en", "duty.away-ends");
            line.clock().forward(minutes(10));
            zoe.hearsAnything();
        }
    }

    @Test
    void who_takes_no_part_hears_nothing_whatever_happens() {
        try (var line = TestLine.open()) {
            line.staff(ANA);
            var zoe = line.staff(ZOE);
            // That nobody is there is said at once, and goes before what is not about danger.
            zoe.texts("he locked me in").hears("sys.crisis", "en");
            assertEquals(2, zoe.hearsAnything().size());
            line.clock().forward(minutes(30));
            zoe.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            zoe.texts("STOP").hears("sys.stop", "en");
            zoe.texts("START").hears("sys.start", "en");
            zoe.texts("FORGET").hears("sys.forget-ask", "en");
            zoe.texts("1").hearsNothing();
            assertFalse(Rows.exist(line, zoe), "its erasure in danger waits for no supervisor");
            assertEquals(0, alarms(line));
        }
    }

    @Test
    void a_real_person_is_asked_for_first_and_practice_comes_back_later() {
        try (var line = TestLine.open()) {
            var ana = takesPart(line, ANA);
            var zoe = asksForAPerson(line.staff(ZOE));
            ana.hears("duty.practice-offer", "en");
            var real = line.phone();
            real.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": he locked me in");
            real.hears("sys.joined", "en").saying("Ana");
            line.clock().forward(minutes(2));
            ana.texts(b3 + " I am here");
            real.hearsWords("I am here");
            ana.texts("#close info").hears("duty.closed", "en");
            real.hears("sys.closed", "en");
            line.clock().forward(minutes(1));
            ana.hears("duty.practice-offer", "en");
            zoe.hearsNothing();
        }
    }

    @Test
    void a_real_talk_ends_the_practice_in_hand_and_finds_its_place_free() {
        try (var line = TestLine.open()) {
            newcomer(line, "Ana");
            var ana = takesPart(line, ANA);
            var zoe = line.staff(ZOE);
            zoe.texts("he locked me in").hears("sys.crisis", "en").hears("sys.practice", "en");
            ana.hears("duty.practice-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var played = handle(ana);
            ana.hearsWords(played + ": (practice) he locked me in");
            zoe.hears("sys.joined", "en");
            var real = asksForARealPerson(line);
            ana.hears("duty.offer", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": I want to talk to a person");
            ana.hears("duty.practice-over", "en").saying(played);
            zoe.hears("sys.practice-over", "en");
            real.hears("sys.joined", "en").saying("Ana");
            ana.texts(b3 + " I am here").texts("and listen");
            real.hearsWords("I am here").hearsWords("and listen");
        }
    }

    @Test
    void who_misses_practice_is_not_set_away() {
        try (var line = TestLine.open()) {
            var ana = takesPart(line, ANA);
            var zoe = asksForAPerson(line.staff(ZOE));
            line.clock().forward(minutes(20));
            ana.hearsAnything().forEach(heard -> assertEquals(true, heard.body().contains("practice"), heard.body()));
            zoe.hearsAnything();
            assertEquals(
                    Availability.ON,
                    responder(line, "Ana").available(line.clock().now()));
            assertEquals(0, responder(line, "Ana").missed());
            line.clock().forward(hours(4));
            zoe.hearsAnything();
            ana.hearsAnything();
            line.clock().forward(minutes(30));
            ana.hearsNothing();
        }
    }

    @Test
    void practice_has_no_hours() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var noor = takesPart(line, NOOR);
            line.staff(ANA);
            var tariq = line.staff("+447700900122");
            tariq.texts("حبسوني في الغرفة").hears("sys.crisis", "ar").hears("sys.practice", "ar");
            noor.hears("duty.practice-urgent", "en").saying("Arabic");
            noor.texts("#practice off").hears("duty.practice-off", "en");
            noor.texts("2").hears("duty.declined", "en");
            line.clock().forward(minutes(10));
            tariq.hearsAnything();
        }
    }

    @Test
    void nothing_is_left_of_a_practice_phone_a_day_after_its_last_text() {
        try (var line = TestLine.open()) {
            var ana = takesPart(line, ANA);
            var zoe = asksForAPerson(line.staff(ZOE));
            ana.hears("duty.practice-offer", "en");
            zoe.texts("1").hears("sys.consent-yes", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("(practice) I want to talk to a person");
            zoe.hears("sys.joined", "en");
            ana.texts("#close info").hears("duty.closed", "en");
            zoe.hears("sys.closed", "en");
            var contact = Rows.of(line, zoe).contact().toString();
            line.clock().forward(hours(12));
            line.clock().forward(hours(12));
            assertFalse(Rows.exist(line, zoe), "a contact with a yes would be kept for weeks");
            Rows.expectNone(line, List.of(contact));
            ana.hearsAnything();
        }
    }

    @Test
    void a_number_in_the_staff_file_alone_makes_nobody_a_test() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            var ana = line.staff(ANA);
            staff(line, "alias: Spare, number: \"" + phone.number() + "\", practises: demo");
            line.clock().forward(minutes(1));
            phone.hears("duty.code", "en");
            phone.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
            phone.hears("sys.joined", "en");
            assertFalse(counted(line).isEmpty());
        }
    }

    @Test
    void a_phone_is_for_practice_once_it_answered_its_code_until_the_file_lets_it_go() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            var ana = takesPart(line, ANA);
            var entry = "alias: Spare, number: \"" + phone.number() + "\", practises: demo";
            staff(line, entry);
            line.clock().forward(minutes(1));
            phone.texts(phone.hears("duty.code", "en").said("([0-9]{6})")).hears("duty.practice-phone", "en");
            asksForAPerson(phone);
            ana.hears("duty.practice-offer", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("(practice) I want to talk to a person");
            phone.hears("sys.joined", "en");
            assertEquals(List.of(), counted(line));
            staff(line, entry + ", left: true");
            phone.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
            phone.hears("sys.joined", "en");
            assertEquals(1, Rows.of(line, phone).conversations(), "nothing of the practice is theirs");
        }
    }

    @Test
    void who_is_in_a_real_talk_stays_real_when_their_phone_is_made_one_for_practice() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            var ana = line.staff(ANA);
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en");
            staff(line, "alias: Spare, number: \"" + phone.number() + "\", practises: demo");
            line.clock().forward(minutes(1));
            ana.hearsAnything();
            phone.texts(phone.hears("duty.code", "en").said("([0-9]{6})")).hears("duty.practice-phone", "en");
            phone.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").notSaying("practice").rings("duty.call-urgent", "en");
            line.staff(LEO).hearsAnything();
        }
    }

    private static Phone takesPart(TestLine line, String number) {
        return line.staff(number).texts("#practice").hears("duty.practice-on", "en");
    }

    private static Phone asksForAPerson(Phone zoe) {
        return zoe.texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en")
                .hears("sys.practice", "en");
    }

    private static Phone asksForARealPerson(TestLine line) {
        return line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPQRSTVWXYZ][2-9])");
    }

    private static org.amparo.responders.Responder responder(TestLine line, String alias) {
        return line
                .node()
                .bean(Responders.class)
                .of(line.node().bean(Lines.class).first().id())
                .stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    private static void newcomer(TestLine line, String alias) {
        line.sql()
                .useHandle(
                        handle -> handle.execute("UPDATE responder SET newcomer = true WHERE alias = '" + alias + "'"));
    }

    private static void staff(TestLine line, String entry) {
        var file = StaffFile.read(YamlMap.read("staff.yml", "people: [{" + entry + "}]"));
        line.node().bean(Staff.class).apply(file, false, line.clock().now());
    }

    /// All figures about people: those about texts carried hold practice too, as the carrier's bill does.
    private static Map<String, Double> figures(TestLine line) {
        var all = new TreeMap<String, Double>();
        line.node().program().context().getBeansOfType(Readings.class).stream()
                .flatMap(readings -> readings.read(line.clock().now()).stream())
                .filter(PracticeTest::aboutPeople)
                .forEach(reading -> all.put(reading.name() + reading.labels(), reading.value()));
        return all;
    }

    private static boolean aboutPeople(Reading reading) {
        return List.of(
                        "amparo_messages_",
                        "amparo_texts_handled_",
                        "amparo_handed_over_",
                        "amparo_opened_to_send_",
                        "amparo_work_",
                        "amparo_connections",
                        "amparo_wake",
                        "jvm_",
                        "process_")
                .stream()
                .noneMatch(reading.name()::startsWith);
    }

    private static List<String> counted(TestLine line) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT kind FROM statistic_pending UNION ALL SELECT kind FROM statistic ORDER BY kind
                                """).mapTo(String.class).list());
    }

    private static int alarms(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM alarm")
                        .mapTo(Integer.class)
                        .one());
    }
}
