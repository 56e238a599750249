package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// What people say of the service reaches whoever supervises, and nobody else; and they are asked, once, whether it
/// helped.
class FeedbackTest {
    private static long kept(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM feedback")
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> acts(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM audit_event WHERE kind = 'feedback-read'")
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> counted(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT kind FROM statistic_pending WHERE kind LIKE 'survey%' OR kind = 'feedback' ORDER BY kind")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void words_reach_the_supervisor_and_not_the_person_they_are_about() {
        try (var line = TestLine.open()) {
            var vera = line.staff("+447700900110");
            var leo = line.staff("+447700900102");
            var contact = line.phone();
            contact.texts("FEEDBACK Leo was rude and laughed at me").hears("sys.thanks", "en");
            vera.hears("duty.feedback", "en").saying("1");
            assertEquals(List.of(), Dump.of(line.database()).tablesHolding("laughed at me"), "in no table in clear");
            contact.texts("feedback").hears("topic.feedback", "en");
            contact.texts("the menu is hard to read").hears("sys.thanks", "en");
            vera.hearsNothing();
            leo.texts("#feedback").hears("duty.unknown-command", "en");
            vera.texts("#feedback")
                    .hearsWords("FEEDBACK Leo was rude and laughed at me")
                    .hears("duty.feedback-more", "en")
                    .saying("1");
            vera.texts("#Feedback").hearsWords("the menu is hard to read");
            vera.texts("#feedback").hears("duty.feedback-none", "en");
            assertEquals(2, acts(line).size());
            assertEquals(List.of("feedback", "feedback"), counted(line));
            line.clock().forward(hours(26));
            assertEquals(0, kept(line), "a day after it was read it is gone");
            line.staff("+447700900101").hearsAnything();
            vera.hearsAnything();
        }
    }

    @Test
    void it_is_told_in_the_hours_of_the_line_and_once_an_hour() {
        try (var line = TestLine.open(TestLine.NIGHT, java.util.Map.of())) {
            var vera = line.staff("+447700900110");
            line.phone().texts("Feedback: the texts are too long").hears("sys.thanks", "en");
            vera.hearsNothing();
            line.clock().forward(hours(6));
            vera.hears("duty.feedback", "en");
            line.phone().texts("feedback thank you, it was good").hears("sys.thanks", "en");
            vera.hearsNothing();
            line.clock().forward(minutes(61));
            vera.hears("duty.feedback", "en").saying("2");
        }
    }

    @Test
    void in_a_talk_the_holder_does_not_read_it_and_danger_in_it_is_danger() {
        try (var line = TestLine.open()) {
            var vera = line.staff("+447700900110");
            var leo = line.staff("+447700900102");
            var ana = line.staff("+447700900101");
            line.staff("+447700900103");
            var contact = line.phone();
            contact.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            var asked = List.of(leo, ana).stream()
                    .filter(one -> !one.hearsAnything().isEmpty())
                    .findFirst()
                    .orElseThrow();
            asked.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
            contact.hears("sys.joined", "en");
            contact.texts("FEEDBACK this person asks for photos").hears("sys.thanks", "en");
            asked.hearsNothing();
            vera.hears("duty.feedback", "en");
            assertEquals(
                    List.of("I want to talk to a person"),
                    Rows.of(line, contact).keptTexts());
            var other = line.phone();
            other.texts("feedback you are too slow, he beats me now").hears("sys.crisis", "en");
            assertEquals(2, kept(line));
            List.of(vera, leo, ana, line.phone("+447700900103")).forEach(Phone::hearsAnything);
        }
    }

    @Test
    void FORGET_and_MYDATA_know_of_it() {
        try (var line = TestLine.open()) {
            var vera = line.staff("+447700900110");
            var contact = line.phone();
            contact.texts("FEEDBACK you were kind to me").hears("sys.thanks", "en");
            vera.hears("duty.feedback", "en");
            contact.texts("MYDATA").hears("sys.mydata", "en").saying("1 texts");
            line.clock().forward(hours(50));
            assertEquals(1, kept(line), "the number is gone, the words wait to be read");
            contact.texts("FORGET").hears("sys.forget-ask", "en");
            contact.texts("1").hears("sys.forget-done", "en");
            line.clock().forward(minutes(2));
            assertEquals(0, kept(line));
            vera.texts("#feedback").hears("duty.feedback-none", "en");
        }
    }

    @Test
    void whoever_stopped_is_not_thanked_but_heard() {
        try (var line = TestLine.open()) {
            var vera = line.staff("+447700900110");
            var contact = line.phone();
            contact.texts("stop").hears("sys.stop", "en");
            contact.texts("FEEDBACK too many texts").hears("sys.restart-ask", "en");
            vera.hears("duty.feedback", "en");
            vera.texts("#feedback").hearsWords("FEEDBACK too many texts");
        }
    }

    private static Phone reads(TestLine line, int topics) {
        var contact = line.phone();
        contact.texts("hello").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        contact.texts("1").hears("sys.language-set", "en").hears("sys.safe-question", "en");
        contact.texts("1").hears("sys.menu", "en");
        contact.texts("3").hearsAnything();
        for (int topic = 1; topic <= topics; topic++) {
            contact.texts(Integer.toString(topic)).hearsAnything();
        }
        return contact;
    }

    @Test
    void after_the_third_topic_it_is_asked_once_whether_it_helped() {
        try (var line = TestLine.open()) {
            var two = reads(line, 2);
            line.clock().forward(minutes(4));
            two.hearsNothing();
            var three = reads(line, 3).hearsNothing();
            line.clock().forward(minutes(4));
            three.hears("sys.survey", "en");
            three.texts("2").hears("sys.thanks", "en");
            three.texts("2").hears("topic.contract-check", "en");
            assertEquals(List.of("survey-bit"), counted(line));
            three.texts("4").hearsAnything();
            line.clock().forward(minutes(30));
            three.hearsNothing();
            two.hearsNothing();
        }
    }

    @Test
    void whoever_reads_on_is_asked_later_and_who_is_not_safe_never() {
        try (var line = TestLine.open()) {
            var reader = reads(line, 3);
            line.clock().forward(minutes(2));
            reader.texts("4").hearsAnything();
            line.clock().forward(minutes(2));
            reader.hearsNothing();
            line.clock().forward(minutes(2));
            reader.hears("sys.survey", "en");
            reader.texts("passport").hears("topic.documents", "en");
            var watched = reads(line, 3);
            watched.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            line.clock().forward(minutes(10));
            watched.hearsNothing();
        }
    }
}
