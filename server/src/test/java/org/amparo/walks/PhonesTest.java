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

/// Messages that are left and follow-ups, with the phones of everybody who has a part: what anybody hears that no
/// line here expects fails the walk.
class PhonesTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";

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
            List.of(ana, leo, line.staff(NOOR))
                    .forEach(one -> one.texts("#off").hears("duty.off", "en", "duty.away-ends"));
            var mira = line.phone();
            mira.texts("I want to talk to a person")
                    .hears("sys.waiting-unknown", "en")
                    .hears("sys.consent.v1", "en");
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

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPQRSTVWXYZ][2-9])");
    }

    private static Duration until(TestLine line, String moment) {
        return Duration.between(line.clock().now(), Instant.parse(moment));
    }
}
