package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.content.Releases;
import org.amparo.escalation.OpenConversations;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// S01 to S06: what the line answers by itself, danger, STOP, silence, and a yes or no to storage.
class ScenariosTest extends Scenario {
    ScenariosTest() {
        super(TestLine.NOON);
    }

    @Test
    void s01_maricel_gets_an_answer_and_a_day_later_nothing_is_left_of_her() {
        int before = counted("tl", "documents");
        var both = line.eachKind().toList();
        for (var maricel : both) {
            maricel.texts("Kumusta po, kinuha ng amo ko ang passport ko")
                    .hears("sys.welcome-known", "tl")
                    .notSaying("asaport");
            maricel.texts("1").hears("topic.documents", "tl");
            maricel.texts("0").hears("sys.menu", "tl");
            maricel.texts("2").hears("section.rights", "tl");
            assertEquals(0, Rows.of(line, maricel).conversations(), "nobody is asked, nothing is kept");
        }
        var traces = who(both);
        line.clock().forward(hours(23));
        assertTrue(both.stream().allMatch(one -> Rows.exist(line, one)), "a session lasts a day");
        line.clock().forward(hours(1));
        Rows.expectNone(line, traces);
        assertEquals(0, keys(), "nothing sealed of her can be opened");
        assertEquals(before + 2, counted("tl", "documents"));
    }

    @Test
    void s02_danger_climbs_until_somebody_takes_it() {
        var contact = line.phone();
        contact.texts("help me he locked the door and took my charger").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en")
                .saying("English")
                .saying("waiting 0 min")
                .rings("duty.call-urgent", "en");
        contact.texts("he is coming back").hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, contact).talk(), "open, and consent was not asked");
        line.clock().forward(seconds(60));
        leo.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
        vera.hears("duty.alarm-urgent", "en").saying("not taken for 1 min").rings("duty.call-alarm", "en");
        line.clock().forward(minutes(2));
        vera.hears("duty.alarm-urgent", "en");
        ana.hears("duty.offer-urgent", "en").saying("waiting 3 min");
        leo.hears("duty.offer-urgent", "en");
        noor.hearsNothing();
        line.clock().forward(minutes(1));
        noor.hears("duty.offer-urgent", "en");
        line.clock().forward(minutes(1));
        contact.hears("sys.crisis-no-one", "en");
        vera.hears("duty.alarm-urgent", "en");
        line.clock().forward(minutes(1));
        List.of(ana, leo, noor).forEach(one -> one.hears("duty.offer-urgent", "en"));
        line.clock().forward(minutes(3));
        vera.hears("duty.alarm-urgent", "en");
        List.of(ana, leo, noor).forEach(one -> one.hears("duty.offer-urgent", "en"));
        line.clock().forward(minutes(1));
        vera.hears("duty.alarm-incident", "en");
        assertEquals(List.of("incident"), alarms());
        assertEquals(
                List.of(),
                line.node()
                        .bean(OpenConversations.class)
                        .withoutOwner(line.clock().now()));
        var b3 = leo.texts("1").hears("duty.accepted", "en").said(HANDLE);
        leo.hearsWords(b3 + ": help me he locked the door and took my charger").hearsWords(b3 + ": he is coming back");
        contact.hears("sys.joined", "en").saying("Leo");
        assertEquals(List.of(), alarms());
        ana.texts("1").hears("duty.too-late", "en");
        line.clock().forward(minutes(4));
    }

    @Test
    void s02_whoever_takes_it_at_once_ends_the_asking() {
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
        contact.hears("sys.joined", "en").saying("Ana");
        line.clock().forward(minutes(4));
        line.phoneAbroad()
                .texts("help me he locked the door and took my charger")
                .hears("sys.crisis-elsewhere", "en")
                .saying("Romania");
        // Ana holds somebody in danger, and rests from no other.
        leo.hears("duty.offer-urgent", "en");
    }

    @Test
    void s03_stop_inside_a_plea_is_a_plea_and_stop_alone_is_kept_by_everybody() {
        var contact = line.phone();
        contact.texts("please stop hitting me").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        var b3 = ana.texts("1").hears("duty.accepted", "en").said(HANDLE);
        ana.hearsWords(b3 + ": please stop hitting me");
        contact.hears("sys.joined", "en").saying("Ana");
        contact.texts("STOP").hears("sys.stop", "en").notSaying("112");
        ana.hears("duty.stopped", "en").saying(b3);
        vera.hears("duty.alarm-stopped", "en").rings("duty.call-alarm", "en");
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

    @Test
    void s03_nine_turns_texts_on_too_and_nobody_held_the_talk() {
        var contact = line.phone();
        contact.texts("please stop hitting me").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        contact.texts("STOP").hears("sys.stop", "en");
        vera.hears("duty.alarm-stopped", "en");
        contact.texts("i need a person").hears("sys.restart-ask", "en");
        contact.texts("i need a person").hearsNothing();
        contact.texts("9").hears("sys.queue-position", "en");
    }

    @Test
    void s04_karim_says_no_to_storage_and_gets_the_same_help() {
        var both = line.eachKind().toList();
        for (var karim : both) {
            karim.texts("مرحبا").hears("sys.welcome-known", "ar");
            karim.texts("١").hears("sys.menu", "ar");
            karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
            assertEquals(List.of("waiting normal asked"), Rows.of(line, karim).talk(), "the place is taken at once");
            noor.hears("duty.offer", "en").saying("Arabic").notSaying(karim.number());
            karim.texts("٢").hears("sys.consent-no", "ar");
            assertEquals(List.of("waiting normal no"), Rows.of(line, karim).talk());
            var b3 = noor.texts("1").hears("duty.accepted", "en").said(HANDLE);
            karim.hears("sys.joined", "ar").saying("Noor");
            karim.texts("لم يدفعوا لي");
            noor.hearsWords(b3 + ": لم يدفعوا لي");
            noor.texts(b3 + " منذ متى؟");
            karim.hearsWords("منذ متى؟");
            karim.texts("ثلاثة أشهر");
            noor.hearsWords(b3 + ": ثلاثة أشهر");
            noor.texts("#close info").hears("duty.closed", "en").saying(b3);
            karim.hears("sys.closed", "ar");
        }
        // He said that texting is safe: he is asked once whether it helped.
        line.clock().forward(minutes(4));
        both.forEach(karim -> karim.hears("sys.survey", "ar"));
        var traces = who(both);
        line.clock().forward(hours(24));
        // A run under way while the clock jumps may be of the hour before.
        line.clock().forward(hours(1));
        assertEquals(List.of(), rows("SELECT message_id::text FROM message_body"), "his texts are gone");
        Rows.expectNoneButProof(line, traces);
        both.forEach(karim -> karim.texts("MYDATA").hears("sys.mydata-none", "en"));
    }

    @Test
    void s05_hindi_or_urdu_in_latin_letters() {
        line.eachKind().forEach(fatima -> {
            fatima.texts("mujhe madad chahiye salary nahi mila 3 mahine se");
            var offered = line.node().bean(Releases.class).current().offered(true);
            if (offered.contains("hi")) {
                fatima.hears("sys.welcome-short", "hi");
                fatima.hears("sys.welcome-known", "en", "sys.lang-hint-two")
                        .saying("Hindi")
                        .saying("Urdu");
            } else {
                fatima.hears("sys.welcome-known", "hi").hears("sys.language-none", "hi");
            }
            fatima.texts("haan 1").hears("topic.wages", "hi");
            fatima.texts("acha").hears("sys.not-understood", "hi");
            fatima.texts("LANG").hears("sys.language-menu", "hi");
            fatima.texts("اردو");
            if (offered.contains("ur")) {
                fatima.hears("sys.language-set", "ur").saying("اردو");
            } else if (offered.contains("hi")) {
                fatima.hears("sys.language-none", "ur");
            }
            fatima.hears("sys.menu", "ur");
        });
    }

    @Test
    void s06_a_watched_phone_stays_silent_until_it_writes_again_and_nothing_is_remembered() {
        var both = line.eachKind().toList();
        for (var linh : both) {
            linh.texts("xin chao").hears("sys.welcome-known", "vi");
            linh.texts("2").hears("sys.unsafe-ack", "vi");
        }
        for (int i = 0; i < 6; i++) {
            line.clock().forward(minutes(30));
            both.forEach(Phone::hearsNothing);
        }
        for (var linh : both) {
            linh.texts("xin chao").hears("sys.welcome-known", "vi");
            linh.texts("2").hears("sys.unsafe-ack", "vi");
        }
        var traces = who(both);
        line.clock().forward(hours(25));
        Rows.expectNone(line, traces);
        both.forEach(linh -> linh.hearsNothing().texts("xin chao").hears("sys.welcome-known", "vi"));
    }

    /// Ids and keyed numbers: what would tell that they ever wrote.
    private List<String> who(List<Phone> phones) {
        return phones.stream()
                .flatMap(one -> Rows.of(line, one).traces().stream().limit(2))
                .toList();
    }

    private List<String> alarms() {
        return rows("SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY kind");
    }

    /// How often that topic was served in that language.
    private int counted(String locale, String theme) {
        return rows("SELECT kind FROM statistic WHERE kind = 'topic-served' AND locale = '" + locale + "' AND theme = '"
                        + theme + "'")
                .size();
    }

    /// The keys there are, but for those of the people who answer.
    private int keys() {
        return rows("SELECT owner_id::text FROM keyring.data_key"
                        + " WHERE owner_id NOT IN (SELECT id FROM responder_address)")
                .size();
    }
}
