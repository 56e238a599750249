package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.amparo.content.Releases;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scenarios of `domain.md` I that happen in opening hours, each up to the first step that needs a responder.
class ScenariosTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    static Stream<Phone> phones() {
        return line.eachKind();
    }

    @ParameterizedTest
    @MethodSource("phones")
    void s01_a_home_worker_asks_a_question_and_gets_the_answer(Phone maricel) {
        maricel.texts("Kumusta po, kinuha ng amo ko ang passport ko")
                .hears("sys.welcome-known", "tl")
                .notSaying("asaport");
        maricel.texts("1").hears("topic.documents", "tl");
        maricel.texts("0").hears("sys.menu", "tl");
        maricel.texts("2").hears("section.rights", "tl");
        assertEquals(0, Rows.of(line, maricel).conversations(), "nobody is paged, nothing is kept");
    }

    @Test
    void s02_danger_is_answered_at_once_and_once() {
        var phone = line.phone();
        phone.texts("help me he locked the door and took my charger").hears("sys.crisis", "en");
        line.clock().forward(minutes(2));
        phone.texts("he is coming back").hearsNothing();
        var rows = Rows.of(line, phone);
        assertEquals(List.of("waiting danger none"), rows.talk(), "a talk is open, and consent was not asked");
        assertEquals(
                List.of("help me he locked the door and took my charger", "he is coming back"),
                rows.keptTexts(),
                "both texts are kept for who comes");
    }

    @Test
    void s02_from_abroad_the_emergency_number_is_named_with_its_country() {
        var phone = line.phoneAbroad();
        phone.texts("help me he locked the door and took my charger")
                .hears("sys.crisis-elsewhere", "en")
                .saying("Romania");
    }

    @Test
    void s03_stop_inside_a_plea_is_a_plea_and_stop_alone_is_kept() {
        var phone = line.phone();
        phone.texts("please stop hitting me").hears("sys.crisis", "en");
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("i need a person").hears("sys.restart-ask", "en");
        phone.texts("i need a person").hearsNothing();
        phone.texts("1").hears("sys.waiting", "en");
    }

    @Test
    void s04_nothing_is_to_be_kept_and_a_person_comes_all_the_same() {
        var karim = line.phone();
        karim.texts("مرحبا").hears("sys.welcome-known", "ar");
        karim.texts("١").hears("sys.menu", "ar");
        karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
        assertEquals(List.of("waiting normal asked"), Rows.of(line, karim).talk(), "the place is taken at once");
        karim.texts("٢").hears("sys.consent-no", "ar");
        assertEquals(List.of("waiting normal no"), Rows.of(line, karim).talk());
    }

    @ParameterizedTest
    @MethodSource("phones")
    void s05_hindi_or_urdu_in_latin_letters(Phone fatima) {
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
    }

    @ParameterizedTest
    @MethodSource("phones")
    void s08_a_boy_of_15_is_told_that_a_person_takes_care(Phone phone) {
        phone.texts("im 15 they make me carry drugs to other town")
                .hears("sys.child-topic", "en")
                .saying("1 to read");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.child-notice", "en");
        assertEquals(List.of("waiting child child-notice"), Rows.of(line, phone).talk());
    }

    @Test
    void s09_a_sister_abroad_asks_for_a_missing_person() {
        var phone = line.phone();
        phone.texts("mi hermana no contesta hace 3 dias, se fue a trabajar").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.worried-someone", "es");
        phone.texts("9").hears("sys.waiting", "es").hears("sys.consent.v1", "es");
        phone.texts("1").hears("sys.consent-yes", "es");
    }

    @Test
    void s11_everything_is_erased_and_who_writes_again_is_new() {
        var phone = line.phone();
        phone.texts("bonjour").hears("sys.welcome-known", "fr");
        phone.texts("1").hears("sys.menu", "fr");
        phone.texts("9").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
        phone.texts("1").hears("sys.consent-yes", "fr");
        phone.texts("on me doit trois mois").hearsNothing();
        var traces = Rows.of(line, phone).traces();
        phone.texts("effacer").hears("sys.forget-ask", "fr");
        phone.texts("1").hears("sys.forget-done", "fr");
        Rows.expectNone(line, traces);
        phone.texts("bonjour").hears("sys.welcome-known", "fr");
    }
}
