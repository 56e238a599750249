package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;

import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everybody is answered in their language, and may change it at any time.
class LanguageTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void a_greeting_many_languages_share_asks_for_the_language() {
        var phone = line.phone();
        phone.texts("hello")
                .hears("sys.welcome", "en")
                .hears("sys.language-menu", "en")
                .saying("1 English");
        phone.texts("2").hears("sys.language-set", "es").saying("Español");
        phone.hears("sys.safe-question", "es");
        phone.texts("1").hears("sys.menu", "es");
    }

    @Test
    void pages_of_languages_turn_and_nine_is_a_person_there_too() {
        var phone = line.phone();
        phone.texts("hi").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        phone.texts("8").hears("sys.language-menu", "en").notSaying("1 English");
        phone.texts("0").hears("sys.language-menu", "en").saying("1 English");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @Test
    void zero_leaves_the_language_page_once_a_language_is_known() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        phone.texts("LANG").hears("sys.language-menu", "es");
        phone.texts("0").hears("sys.menu", "es");
    }

    @Test
    void a_language_is_chosen_by_its_name_in_any_script() {
        var phone = line.phone();
        phone.texts("hello").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        phone.texts("Français").hears("sys.language-set", "fr").saying("Français");
        phone.hears("sys.safe-question", "fr");
        phone.texts("1").hears("sys.menu", "fr");
        phone.texts("العربية").hears("sys.language-set", "ar").hears("sys.menu", "ar");
        phone.texts("русский").hears("sys.language-set", "ru").hears("sys.menu", "ru");
    }

    @Test
    void the_language_chosen_stays_whatever_the_next_text_is_written_in() {
        var phone = line.phone();
        phone.texts("hello").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        phone.texts("Français").hears("sys.language-set", "fr").hears("sys.safe-question", "fr");
        phone.texts("1").hears("sys.menu", "fr");
        phone.texts("my boss does not pay my wages").hears("topic.wages", "fr");
    }

    @Test
    void a_language_we_guessed_follows_a_long_text_in_another() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        phone.texts("passport").hears("topic.documents", "es");
        phone.texts("my boss took my passport from me").hears("topic.documents", "en");
    }

    @Test
    void who_comes_back_in_another_language_is_welcomed_in_it() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        line.clock().forward(hours(25));
        phone.texts("my boss took my passport from me").hears("sys.welcome-known", "en");
    }

    @Test
    void a_command_in_one_language_settles_it_and_an_english_one_does_not() {
        var phone = line.phone();
        phone.texts("effacer").hears("sys.forget-ask", "fr");
        phone.texts("2").hears("sys.forget-kept", "fr");
        var other = line.phone();
        other.texts("HELP").hears("sys.help", "en");
        other.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
    }

    @Test
    void a_language_that_shows_in_the_second_text_is_used_from_then_on() {
        var phone = line.phone();
        phone.texts("hello").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        phone.texts("mi jefe no me paga").hears("sys.safe-question", "es");
        phone.texts("1").hears("topic.wages", "es");
    }

    @Test
    void a_subject_in_the_first_text_is_remembered_through_both_questions() {
        var phone = line.phone();
        phone.texts("passport").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        phone.texts("3").hears("sys.language-set", "fr").hears("sys.safe-question", "fr");
        phone.texts("1").hears("topic.documents", "fr");
    }

    @Test
    void the_language_with_most_words_is_answered() {
        line.phone()
                .texts("hello, mi jefe no me paga el sueldo desde hace tres meses")
                .hears("sys.welcome-known", "es");
    }

    @Test
    void a_language_we_have_no_texts_in_is_said_so_once_and_a_person_is_offered() {
        var phone = line.phone();
        phone.texts("dzień dobry, szef nie płaci mi od trzech miesięcy")
                .hears("sys.welcome-known", "pl")
                .hears("sys.language-none", "pl");
        phone.texts("1").hears("sys.menu", "pl");
    }
}
