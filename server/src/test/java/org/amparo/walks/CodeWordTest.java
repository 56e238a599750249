package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// A word the contact chose with us, asked for before anything is said of earlier talks (`domain.md` E.3).
class CodeWordTest {
    private static final String ANA = "+447700900101";
    private static final String WORD = "Blauwe Tulp";

    private static String held(Phone phone, Phone ana) {
        return held(phone, ana, "duty.offer");
    }

    private static String held(Phone phone, Phone ana, String offer) {
        phone.texts("I want to talk to a person").hearsAnything();
        ana.hears(offer, "en");
        var handle = ana.said("([B-DF-HJ-NP-TV-Z][0-9])");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        phone.hears("sys.joined", "en");
        return handle;
    }

    private static void chooses(Phone phone, Phone ana, String handle) {
        ana.texts(handle + " #word").hears("duty.word-asked", "en");
        phone.hears("sys.code-word-choose", "en");
        phone.texts(WORD).hears("sys.thanks", "en");
        ana.hears("duty.word-set", "en");
    }

    private static void closes(Phone phone, Phone ana, String handle) {
        ana.texts(handle + " #close").hears("duty.closed", "en");
        phone.hears("sys.closed", "en");
    }

    @Test
    void it_is_chosen_by_text_kept_as_a_hash_and_known_again() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var phone = line.phone();
            var handle = held(phone, ana);
            phone.texts("1").hears("sys.consent-yes", "en");
            chooses(phone, ana, handle);
            assertFalse(Rows.of(line, phone).keptTexts().contains(WORD), "the word is no text of the talk");
            assertEquals(List.of(), Dump.of(line.database()).tablesHolding(WORD));
            phone.texts("thank you for that").hearsNothing();
            ana.hearsWords(handle + ": thank you for that");
            closes(phone, ana, handle);

            handle = held(phone, ana, "duty.offer-again");
            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word", "en");
            phone.texts("  blauwe   TULP. ").hearsNothing();
            ana.hears("duty.word-right", "en");

            ana.texts(handle + " #word new").hears("duty.word-asked", "en");
            phone.hears("sys.code-word-choose", "en");
            phone.texts("river stone").hears("sys.thanks", "en");
            ana.hears("duty.word-set", "en");
            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word", "en");
            phone.texts("river stone").hearsNothing();
            ana.hears("duty.word-right", "en");
            closes(phone, ana, handle);
        }
    }

    @Test
    void a_wrong_word_ends_every_permission_and_six_end_the_asking() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var phone = line.phone();
            var handle = held(phone, ana);
            phone.texts("1").hears("sys.consent-yes", "en");
            chooses(phone, ana, handle);
            ana.texts(handle + " #later").hears("duty.follow-up-asked", "en");
            phone.hears("sys.follow-up-ask", "en");
            phone.texts("1").hears("sys.thanks", "en");
            ana.hearsAnything();
            assertEquals(2, yes(line));

            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word", "en");
            phone.texts("red tulip").hears("sys.code-word", "en");
            ana.hears("duty.word-wrong", "en").notSaying("tulip");
            assertEquals(0, yes(line), "all permissions lapse at once");
            for (int wrong = 2; wrong < 6; wrong++) {
                phone.texts("green tulip " + wrong).hears("sys.code-word", "en");
                ana.hears("duty.word-wrong", "en");
            }
            phone.texts("the last tulip").hearsNothing();
            ana.hears("duty.word-locked", "en");
            phone.texts(WORD).hearsNothing();
            ana.hearsWords(handle + ": " + WORD);
            ana.texts(handle + " #word").hears("duty.word-locked", "en");
            ana.texts(handle + " #word new").hears("duty.word-locked", "en");
            phone.hearsNothing();
            assertTrue(Rows.of(line, phone).keptTexts().stream().noneMatch(text -> text.contains("tulip")));
            closes(phone, ana, handle);
        }
    }

    private static long yes(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM consent WHERE answer = 'yes' AND withdrawn_at IS NULL")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void it_may_be_refused_and_what_must_act_acts() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var vera = line.staff("+447700900110");
            var phone = line.phone();
            var handle = held(phone, ana);
            phone.texts("1").hears("sys.consent-yes", "en");
            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word-choose", "en");
            phone.texts("2").hears("sys.thanks", "en");
            ana.hears("duty.word-none", "en");

            chooses(phone, ana, handle);
            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word", "en");
            phone.texts("he is hitting me help me").hearsNothing();
            ana.hearsWords(handle + ": he is hitting me help me");
            vera.hears("duty.alarm-raised", "en");
            vera.texts("1").hears("duty.alarm-known", "en");
            phone.texts("STOP").hears("sys.stop", "en");
            ana.hears("duty.stopped", "en");
            vera.hearsAnything();
        }
    }

    @Test
    void it_goes_with_the_contact() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var phone = line.phone();
            var handle = held(phone, ana);
            chooses(phone, ana, handle);
            phone.texts("FORGET").hears("sys.forget-ask", "en");
            phone.texts("1").hears("sys.forget-done", "en");
            ana.hears("duty.erased", "en");
            handle = held(phone, ana);
            ana.texts(handle + " #word").hears("duty.word-asked", "en");
            phone.hears("sys.code-word-choose", "en");
        }
    }
}
