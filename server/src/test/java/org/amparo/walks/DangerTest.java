package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.conversations.Conversations;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Danger beats everything but STOP (`domain.md` E.4).
class DangerTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void crisis_is_not_repeated_within_a_quarter_of_an_hour() {
        var phone = line.phone();
        phone.texts("he locked me in").hears("sys.crisis", "en");
        line.clock().forward(minutes(14));
        phone.hears("sys.crisis-no-one", "en");
        phone.texts("he will kill me").hearsNothing();
        line.clock().forward(minutes(2));
        phone.texts("he will kill me").hears("sys.crisis", "en");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ar, حبسوني في الغرفة",
        "ru, помогите меня бьют",
        "th, ช่วยด้วย",
        "hi, मुझे बचाओ",
        "es, ayúdame me pega",
        "ro, ajutați-mă mă bate",
        "fr, il me frappe au secours",
        "tl, tulungan niyo ako po",
        "vi, cứu tôi với"
    })
    void people_are_asked_who_speak_the_language_of_the_first_text(String locale, String words) {
        var phone = line.phone();
        phone.texts(words).hearsAnything();
        assertEquals(
                locale,
                line.node()
                        .bean(Conversations.class)
                        .find(Rows.of(line, phone).newestTalk())
                        .orElseThrow()
                        .locale());
    }

    @Test
    void help_twice_is_a_cry() {
        var phone = line.phone();
        phone.texts("HELP").hears("sys.help", "en");
        line.clock().forward(minutes(9));
        phone.texts("HELP").hears("sys.crisis", "en");
    }

    @Test
    void help_once_in_a_while_is_a_question() {
        var phone = line.phone();
        phone.texts("HELP").hears("sys.help", "en");
        line.clock().forward(minutes(11));
        phone.texts("HELP").hears("sys.help", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk());
    }

    @Test
    void help_from_abroad_names_the_country_of_its_number() {
        line.phoneAbroad().texts("HELP").hears("sys.help-elsewhere", "en").saying("Romania");
    }

    @Test
    void an_emergency_number_alone_is_danger() {
        for (var number : List.of("112", "911", "999")) {
            var phone = line.phone();
            phone.texts(number);
            phone.hears("sys.crisis", "en");
            assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
        }
    }

    @Test
    void danger_is_answered_in_the_language_of_the_text() {
        line.phone().texts("aidez moi il me frappe").hears("sys.crisis", "fr");
        line.phone().texts("me pegan, estoy encerrada").hears("sys.crisis", "es");
        line.phone().texts("النجدة").hears("sys.crisis", "ar");
    }

    @Test
    void danger_in_another_language_is_answered_in_both() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        phone.texts("help me he is hitting me").hears("sys.crisis", "es").hears("sys.crisis", "en");
    }

    @Test
    void a_language_without_a_crisis_text_gets_english_and_a_line_of_numbers() {
        line.phone().texts("ratunku, bije mnie").hears("sys.crisis", "pl", "sys.crisis-line");
    }

    @Test
    void not_in_danger_offers_a_person_once() {
        var phone = line.phone();
        phone.texts("i am not in danger").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        assertEquals(List.of("waiting normal asked"), Rows.of(line, phone).talk());
    }

    @Test
    void danger_moves_a_waiting_place_to_the_front() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("he is beating me").hears("sys.crisis", "en");
        assertEquals(List.of("waiting danger asked"), Rows.of(line, phone).talk());
    }

    @Test
    void within_ten_minutes_after_crisis_a_bare_state_word_means_silence() {
        var phone = line.phone();
        phone.texts("he locked me in").hears("sys.crisis", "en");
        phone.texts("not safe").hears("sys.unsafe-ack", "en");
        line.clock().forward(minutes(20));
        phone.hearsNothing();
    }

    @Test
    void the_menu_answers_while_danger_waits() {
        var phone = line.phone();
        phone.texts("he locked me in").hears("sys.crisis", "en");
        phone.texts("0").hears("sys.menu-discreet", "en");
        phone.texts("1").hearsNumbersOf("urgent", "en");
    }

    @Test
    void help_with_a_topic_is_the_topic_and_a_person() {
        var phone = line.phone();
        phone.texts("my boss does not pay my wages").hears("sys.welcome-known", "en");
        phone.texts("1").hears("topic.wages", "en");
        phone.texts("help me with my passport")
                .hears("topic.documents", "en")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    @Test
    void a_symbol_for_help_is_danger() {
        line.phone().texts("🆘").hears("sys.crisis", "en");
    }
}
