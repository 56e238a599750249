package org.amparo.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.language.Segments.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    @ParameterizedTest(name = "{0} times {1}: {2}, {3} units, {4} segments")
    @CsvSource(textBlock = """
                    0,   a, GSM7, 0,   1
                    160, a, GSM7, 160, 1
                    161, a, GSM7, 161, 2
                    306, a, GSM7, 306, 2
                    307, a, GSM7, 307, 3
                    80,  €, GSM7, 160, 1
                    81,  €, GSM7, 162, 2
                    70,  ж, UCS2, 70,  1
                    71,  ж, UCS2, 71,  2
                    134, ж, UCS2, 134, 2
                    135, ж, UCS2, 135, 3
                    35,  😀, UCS2, 70, 1
                    36,  😀, UCS2, 72, 2
                    160, é, GSM7, 160, 1
                    70,  ç, UCS2, 70,  1
                    70,  á, UCS2, 70,  1
                    """)
    void limits(int times, String character, Encoding encoding, int units, int segments) {
        assertEquals(new Segments(encoding, units, segments), Segments.count(character.repeat(times)));
    }

    @Test
    void a_character_of_two_units_is_not_cut_between_segments() {
        // 152 + 2 does not fit into 153: the sign opens the second segment, which then overflows into a third
        assertEquals(3, Segments.count("a".repeat(152) + "€" + "a".repeat(152)).segments());
        // 66 + 2 does not fit into 67
        assertEquals(3, Segments.count("ж".repeat(66) + "😀" + "ж".repeat(66)).segments());
    }

    @Test
    void a_short_text_is_one_piece() {
        assertEquals(List.of("hello"), Segments.split("hello", 1));
        assertEquals(List.of(""), Segments.split("", 1));
    }

    @Test
    void a_long_text_is_cut_between_words_and_keeps_their_order() {
        var text = "word ".repeat(100).strip();
        var pieces = Segments.split(text, 1);
        assertEquals(text, String.join(" ", pieces));
        assertTrue(pieces.stream().allMatch(piece -> Segments.count(piece).segments() == 1));
        assertTrue(pieces.stream().allMatch(piece -> piece.endsWith("word")));
    }

    @Test
    void a_word_that_fills_the_piece_to_the_end_is_kept_whole() {
        assertEquals(List.of("a".repeat(160), "b"), Segments.split("a".repeat(160) + " b", 1));
    }

    @Test
    void a_text_without_spaces_is_cut_between_what_readers_see_as_characters() {
        var family = "👨‍👩‍👧‍👦";
        var pieces = Segments.split(family.repeat(20), 1);
        assertEquals(family.repeat(20), String.join("", pieces));
        assertTrue(pieces.stream().allMatch(piece -> piece.length() % family.length() == 0));
    }

    @Test
    void a_character_longer_than_a_piece_does_not_stop_the_cut() {
        var tower = "a" + "\u0301".repeat(200);
        assertEquals(tower, String.join("", Segments.split(tower, 1)));
    }
}
