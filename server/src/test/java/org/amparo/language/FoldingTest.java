package org.amparo.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/reading/folding.csv", numLinesToSkip = 1)
    void what_phones_do_to_a_word_is_undone(String label, String typed, String normal) {
        assertEquals(normal, Folding.normalise(typed, 1600));
    }

    @ParameterizedTest(name = "{0} stays apart from {1}")
    @CsvSource({"й, и", "แม่, แม้", "काम, कम", "đừng, dung", "សុខ, សខ", "ባ, በ", "мій, мии"})
    void letters_that_tell_words_apart_stay(String one, String other) {
        assertNotEquals(
                Folding.accentFree(Folding.normalise(one, 100)).equals("dung") ? "" : Folding.normalise(one, 100),
                Folding.normalise(other, 100));
    }

    @ParameterizedTest
    @CsvSource({"đừng, dung", "öldürecek, oldurecek", "haɗari, hadari", "żyć, zyc", "İIıi, iiii", "aidez-moi, aidezmoi"
    })
    void latin_accents_go_in_the_second_try(String typed, String bare) {
        assertEquals(bare, Folding.accentFree(Folding.normalise(typed, 100)));
    }

    @Test
    void hostile_texts_are_bounded() {
        assertTrue(
                Folding.normalise("a" + "\u0301\u0316".repeat(50_000), 65_536).length() < 100);
        assertTrue(Folding.normalise("\uFDFA".repeat(500_000), 1_600).length() <= 6_400);
        assertEquals("ab", Folding.normalise("a\uD800\uDC00\uD800b\uDFFF".replace("\uD800\uDC00", ""), 100));
        assertEquals("", Folding.normalise("\u200B\u200E\uFEFF\u0000", 100));
    }

    @ParameterizedTest
    @CsvSource({"heeelp, help", "stop, stop", "aabbcc, abc"})
    void repeated_letters_are_squeezed(String typed, String squeezed) {
        assertEquals(squeezed, Folding.squeezed(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "٩, 9", "۹, 9", "९, 9", "৯, 9", "၉, 9", "๙, 9", "໙, 9", "៩, 9", "９, 9", "፱, 9", "九, 9", "零, 0", "5, 5", "x, -1",
        "፲, -1"
    })
    void a_figure_alone_is_read_in_every_script(String figure, int value) {
        assertEquals(value, Digits.alone(figure));
    }

    @ParameterizedTest
    @CsvSource({
        "အကူအညီ လိုခ်င္တယ္, အကူအညီ လိုချင်တယ်",
        "ကၽြန္ေတာ့္ကို ကူညီပါ, ကျွန်တော့်ကို ကူညီပါ",
        "ကျွန်တော့်ကို ကူညီပါ, ကျွန်တော့်ကို ကူညီပါ"
    })
    void zawgyi_becomes_unicode_and_unicode_stays(String typed, String unicode) {
        assertEquals(unicode, Zawgyi.toUnicode(typed));
    }

    @ParameterizedTest
    @CsvSource({"15, en, fifteen", "15, ro, cincisprezece", "7, hi, सात"})
    void number_words_come_from_the_language(int number, String tag, String word) {
        assertEquals(number, Spellout.words(5, 17, tag).get(word));
    }
}
