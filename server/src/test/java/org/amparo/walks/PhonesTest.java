package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.content.ContentFiles;
import org.amparo.content.StoredReleases;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenarios of `domain.md` I from their first text to their last, with the phones of everybody who has a part.
/// What anybody hears that no line here expects fails the walk.
class PhonesTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";

    @Test
    void s03_stop_inside_a_plea_is_a_plea_and_stop_alone_is_kept_by_everybody() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff(VERA);
            var contact = line.phone();
            contact.texts("please stop hitting me").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": please stop hitting me");
            contact.hears("sys.joined", "en").saying("Ana");
            contact.texts("STOP").hears("sys.stop", "en");
            ana.hears("duty.stopped", "en").saying(b3);
            vera.hears("duty.alarm-stopped", "en");
            vera.texts("1").hears("duty.alarm-known", "en");
            contact.texts("STOP").hearsNothing();
            ana.hearsWords(b3 + ": STOP");
            ana.texts(b3 + " are you there?").hears("duty.stopped", "en");
            contact.hearsNothing();
            contact.texts("i need a person").hears("sys.restart-ask", "en");
            ana.hearsWords(b3 + ": i need a person");
            contact.texts("please").hearsNothing();
            ana.hearsWords(b3 + ": please");
            ana.texts(b3 + " I am here").hears("duty.stopped", "en");
            contact.texts("1").hears("sys.start", "en");
            ana.hears("duty.texts-on", "en").saying(b3);
            ana.texts(b3 + " I am here");
            contact.hearsWords("I am here");
        }
    }

    @Test
    void s04_says_no_to_storage_and_gets_the_same_help() {
        try (var line = TestLine.open()) {
            var noor = line.staff(NOOR);
            var karim = line.phone();
            karim.texts("مرحبا").hears("sys.welcome-known", "ar");
            karim.texts("١").hears("sys.menu", "ar");
            karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
            noor.hears("duty.offer", "en").saying("Arabic").notSaying(karim.number());
            karim.texts("٢").hears("sys.consent-no", "ar");
            noor.texts("1").hears("duty.accepted", "en");
            var b3 = handle(noor);
            karim.hears("sys.joined", "ar").saying("Noor");
            karim.texts("لم يدفعوا لي");
            noor.hearsWords(b3 + ": لم يدفعوا لي");
            noor.texts(b3 + " منذ متى؟");
            karim.hearsWords("منذ متى؟");
            karim.texts("ثلاثة أشهر");
            noor.hearsWords(b3 + ": ثلاثة أشهر");
            noor.texts("#close info").hears("duty.closed", "en").saying(b3);
            karim.hears("sys.closed", "ar");
            line.clock().forward(hours(25));
            line.clock().forward(hours(1));
            assertEquals(0, bodies(line), "after the run nothing is left of what they wrote");
            karim.texts("MYDATA").hears("sys.mydata-none", "en");
        }
    }

    @Test
    void s07_a_message_left_at_night_is_answered_in_the_hours_they_named_and_in_no_others() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var ana = line.staff(ANA);
            var ion = line.phone();
            ion.texts("vreau sa vorbesc cu un om")
                    .hears("sys.out-of-hours", "ro")
                    .saying("08:00");
            ion.texts("1").hears("sys.leave-message", "ro");
            ion.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
            line.clock().forward(until(line, "2026-11-23T05:59:00Z"));
            ana.hearsNothing();
            line.clock().forward(minutes(2));
            ana.hears("duty.offer-left", "en").saying("Romanian");
            ana.texts("1").hears("duty.yours", "en", "duty.silent-unset");
            ana.hearsWords(handle(ana) + ": nu mi-au platit. sambata intre 10 si 12");
            var b3 = handle(ana);
            ana.texts(b3 + " buna ziua").hears("duty.not-sent", "en");
            ana.texts("#hours " + b3 + " sat 10-12")
                    .hears("duty.hours-set", "en")
                    .saying("Sat 10:00-12:00");
            ana.texts(b3 + " buna ziua").hears("duty.not-sent", "en");
            line.clock().forward(until(line, "2026-11-28T07:59:00Z"));
            ion.hearsNothing();
            line.clock().forward(minutes(1));
            ion.hears("sys.follow-up-open", "ro");
            var again = named(ana);
            ana.texts(again + " buna ziua");
            ion.hearsWords("buna ziua");
            line.clock().forward(until(line, "2026-11-28T10:00:00Z"));
            ana.texts(named(ana) + " mai sunteti?").hears("duty.not-sent", "en");
            ion.hearsNothing();
            line.clock().forward(until(line, "2026-11-30T01:00:00Z"));
            line.clock().forward(minutes(61));
            assertEquals(List.of("closed normal none"), Rows.of(line, ion).talk());
            assertEquals(0, bodies(line), "seven days after it was left");
            ana.hearsNothing();
        }
    }

    @Test
    void s07_danger_after_a_message_was_left_pages_who_is_on_call() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var ana = line.staff(ANA);
            var ion = line.phone();
            ion.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro");
            ion.texts("1").hears("sys.leave-message", "ro");
            ion.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
            line.clock().forward(minutes(30));
            ion.texts("ma bate acum").hears("sys.crisis", "ro");
            ana.hears("duty.offer-urgent", "en").saying("Romanian");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": nu mi-au platit. sambata intre 10 si 12").hearsWords(b3 + ": ma bate acum");
            ion.hears("sys.joined", "ro").saying("Ana");
        }
    }

    @Test
    void a_left_message_goes_on_as_a_talk_once_they_write() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var ana = line.staff(ANA);
            var ion = line.phone();
            ion.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro");
            ion.texts("1").hears("sys.leave-message", "ro");
            ion.texts("nu mi-au platit. luni intre 10 si 12").hears("sys.thanks", "ro");
            line.clock().forward(hours(6).plus(minutes(1)));
            ana.hears("duty.offer-left", "en");
            ana.texts("1").hears("duty.yours", "en", "duty.silent-unset");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": nu mi-au platit. luni intre 10 si 12");
            ana.texts("#hours " + b3 + " mon 10-12").hears("duty.hours-set", "en");
            line.clock().forward(hours(2));
            ion.hears("sys.follow-up-open", "ro");
            ion.texts("1").hearsNothing();
            ana.hearsWords(b3 + ": 1");
            ana.texts(b3 + " buna ziua");
            ion.hearsWords("buna ziua");
        }
    }

    @Test
    void a_follow_up_comes_in_its_hours_and_brings_them_back() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var mira = line.phone();
            mira.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            mira.texts("1").hears("sys.consent-yes", "en");
            ana.hears("duty.offer", "en");
            ana.texts("1").hears("duty.accepted", "en");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": I want to talk to a person");
            mira.hears("sys.joined", "en");
            ana.texts("#later " + b3).hears("duty.follow-up-asked", "en");
            mira.hears("sys.follow-up-ask", "en");
            mira.texts("1").hears("sys.thanks", "en");
            ana.hears("duty.follow-up-yes", "en");
            ana.texts("#hours " + b3 + " mon 14-15").hears("duty.hours-set", "en");
            ana.texts("#close safety").hears("duty.closed", "en");
            mira.hears("sys.closed", "en");
            line.clock().forward(until(line, "2026-11-23T11:59:00Z"));
            mira.hearsNothing();
            line.clock().forward(minutes(1));
            mira.hears("sys.follow-up-open", "en");
            mira.texts("1").hears("sys.waiting", "en");
            ana.hears("duty.offer-again", "en");
        }
    }

    @Test
    void a_follow_up_that_comes_at_a_bad_time_is_the_end_of_it() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var ana = line.staff(ANA);
            var ion = line.phone();
            ion.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro");
            ion.texts("1").hears("sys.leave-message", "ro");
            ion.texts("nu mi-au platit. luni intre 10 si 12").hears("sys.thanks", "ro");
            line.clock().forward(hours(6).plus(minutes(1)));
            ana.hears("duty.offer-left", "en");
            ana.texts("1").hears("duty.yours", "en", "duty.silent-unset");
            var b3 = handle(ana);
            ana.hearsWords(b3 + ": nu mi-au platit. luni intre 10 si 12");
            ana.texts("#hours " + b3 + " mon 10-12").hears("duty.hours-set", "en");
            line.clock().forward(hours(2));
            ion.hears("sys.follow-up-open", "ro");
            ion.texts("2").hears("sys.unsafe-ack", "ro");
            ana.hears("duty.unsafe", "en");
            ana.texts(b3 + " buna ziua").hears("duty.not-sent", "en");
            ion.hearsNothing();
        }
    }

    @Test
    void who_waits_long_may_leave_a_message_instead() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var vera = line.staff(VERA);
            List.of(ana, leo, line.staff(NOOR)).forEach(one -> one.texts("#off").hears("duty.off", "en"));
            var mira = line.phone();
            mira.texts("I want to talk to a person").hears("sys.waiting-unknown", "en").hears("sys.consent.v1", "en");
            mira.texts("1").hears("sys.consent-yes", "en");
            line.clock().forward(minutes(16));
            mira.hearsAnything();
            vera.hearsAnything();
            mira.texts("2").hears("sys.leave-message", "en");
            mira.texts("he took my papers, tuesday 9 to 10").hears("sys.thanks", "en");
            assertEquals(List.of("left normal yes"), Rows.of(line, mira).talk());
            vera.hearsAnything();
            ana.texts("#on").hears("duty.on", "en").hears("duty.offer-left", "en");
        }
    }

    @Test
    void s09_a_sister_abroad_is_helped_and_nothing_leaves_without_her_yes() {
        try (var line = TestLine.open()) {
            var noor = line.staff(NOOR);
            var sister = line.phone();
            sister.texts("mi hermana no contesta hace 3 dias, se fue a trabajar")
                    .hears("sys.welcome-known", "es");
            sister.texts("1").hears("topic.worried-someone", "es");
            sister.texts("9").hears("sys.waiting", "es").hears("sys.consent.v1", "es");
            noor.hears("duty.offer", "en").saying("Spanish");
            sister.texts("1").hears("sys.consent-yes", "es");
            noor.texts("1").hears("duty.accepted", "en");
            var b3 = handle(noor);
            sister.hears("sys.joined", "es").saying("Noor");
            noor.texts(b3 + " hola, cuando hablo con ella?");
            sister.hearsWords("hola, cuando hablo con ella?");
            sister.texts("el martes");
            noor.hearsWords(b3 + ": el martes");
            var note = "Hermana sin contacto desde el martes.";
            noor.texts("#refer haven " + note)
                    .hears("duty.referral-asked", "en")
                    .saying(b3);
            sister.hears("sys.referral-ask", "es").saying(note);
            sister.texts("2").hears("sys.thanks", "es");
            noor.hears("duty.referral-no", "en").saying(b3);
            assertEquals(0, answeredYes(line, "referral"), "nothing leaves");
            sister.texts("y ahora?");
            noor.hearsWords(b3 + ": y ahora?");
            noor.texts("seguimos buscando");
            sister.hearsWords("seguimos buscando");
        }
    }

    @Test
    void s10_a_hand_over_without_her_yes_takes_no_word_along() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var olga = talking(line, ana);
            ana.texts("#pass she wants her papers back")
                    .hears("duty.passed", "en")
                    .hears("duty.handover-asked", "en");
            olga.hears("sys.handover-ask", "ru").saying("Ana");
            olga.texts("2").hears("sys.thanks", "ru");
            ana.hears("duty.handover-no", "en");
            assertEquals(0, Rows.of(line, olga).notes(), "the note is deleted");
            // Nobody else speaks Russian: with an interpreter.
            leo.hears("duty.offer", "en").saying("Russian");
            leo.texts("1").hears("duty.accepted", "en");
            var b3 = handle(leo);
            olga.hears("sys.joined", "ru").saying("Leo");
            // Ana, who passed it, is not asked back.
            leo.hears("duty.interpreter-none", "en").saying("Russian").hearsNothing();
            leo.texts(b3 + " hello, I am Leo");
            olga.hearsWords("hello, I am Leo");
            assertEquals(0, answeredYes(line, "handover-note"));
        }
    }

    @Test
    void s10_with_her_yes_the_note_passes_and_is_gone_after_a_week() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var olga = talking(line, ana);
            ana.texts("#pass she wants her papers back")
                    .hears("duty.passed", "en")
                    .hears("duty.handover-asked", "en");
            olga.hears("sys.handover-ask", "ru");
            olga.texts("1").hears("sys.thanks", "ru");
            ana.hears("duty.handover-yes", "en");
            leo.hears("duty.offer", "en");
            leo.texts("1").hears("duty.accepted", "en").hears("duty.note-follows", "en");
            leo.hearsRelayed("she wants her papers back");
            olga.hears("sys.joined", "ru").saying("Leo");
            leo.hears("duty.interpreter-none", "en");
            leo.texts("#close safety").hears("duty.closed", "en");
            olga.hears("sys.closed", "ru");
            line.clock().forward(Duration.ofDays(7));
            line.clock().forward(hours(1));
            assertEquals(0, Rows.of(line, olga).notes(), "seven days after it was taken");
            leo.hearsNothing();
        }
    }

    /// As far as it needs no console: one person's files are a draft, and reach nobody before they are published.
    @Test
    void s12_another_emergency_number_reaches_nobody_before_it_is_published(@TempDir Path folder) throws IOException {
        try (var line = TestLine.open()) {
            hears(line, "112");
            var changed = StoredReleases.of(
                    line.sql(), line.clock()::now, false, with(folder, "value: \"112\"", "value: \"911\""));
            line.clock().forward(TestLine.seconds(20));
            hears(line, "112");
            changed.publish("somebody else");
            line.clock().forward(TestLine.seconds(20));
            hears(line, "911");
            assertEquals(
                    List.of("somebody else"),
                    line.sql()
                            .withHandle(
                                    handle -> handle.createQuery("SELECT published_by FROM release WHERE number = 2")
                                            .mapTo(String.class)
                                            .list()));
        }
    }

    /// What is told in danger, in two languages.
    private static void hears(TestLine line, String number) {
        line.phone().texts("he is hitting me").hears("sys.crisis", "en").saying(" " + number + ".");
        var other = line.phone().texts("ma bate acum").hearsAnything();
        assertTrue(other.stream().allMatch(heard -> heard.body().contains(number)));
    }

    private static ContentFiles with(Path folder, String before, String after) throws IOException {
        var content = folder.resolve("content");
        copy(Path.of("../content"), content);
        copy(Path.of("../translations"), folder.resolve("translations"));
        var file = content.resolve("lines/demo.yml");
        Files.writeString(file, Files.readString(file).replace(before, after));
        return ContentFiles.folders(content, folder.resolve("translations"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /// Somebody who said yes to keeping texts, and whom Ana answered.
    private static Phone talking(TestLine line, Phone ana) {
        var olga = line.phone();
        olga.texts("хочу поговорить с человеком").hears("sys.waiting", "ru").hears("sys.consent.v1", "ru");
        olga.texts("1").hears("sys.consent-yes", "ru");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("хочу поговорить с человеком");
        olga.hears("sys.joined", "ru").saying("Ana");
        olga.texts("забрали паспорт");
        ana.hearsRelayed("забрали паспорт");
        ana.texts(handle(ana) + " расскажите");
        return olga.hearsWords("расскажите");
    }

    private static int answeredYes(TestLine line, String purpose) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM consent WHERE purpose = :purpose AND answer = 'yes'")
                        .bind("purpose", purpose)
                        .mapTo(Integer.class)
                        .one());
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPQRSTVWXYZ][2-9])");
    }

    /// What they call their only talk now.
    private static String named(Phone responder) {
        return handle(responder.texts("#list").hears("duty.list", "en"));
    }

    private static Duration until(TestLine line, String moment) {
        return Duration.between(line.clock().now(), Instant.parse(moment));
    }

    private static int bodies(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM message_body")
                        .mapTo(Integer.class)
                        .one());
    }
}
