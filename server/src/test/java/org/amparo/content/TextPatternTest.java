package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPatternTest {
    @Test
    void arguments_come_in_their_order_and_once() {
        assertEquals(
                List.of("b", "a", "count"),
                List.copyOf(TextPattern.parse("{b} {a} {b} {count, plural, one {# of {a}} other {#}}")
                        .arguments()));
    }

    @Test
    void every_branch_of_a_plural_is_a_form_of_the_text() {
        var pattern = TextPattern.parse("{n, plural, =0 {None} one {One} other {# people}} before {you}.");
        assertEquals(
                List.of("None before 99.", "One before 99.", "99 people before 99."), pattern.renderings(name -> "99"));
    }

    @Test
    void a_doubled_apostrophe_is_one_and_a_sign_outside_a_plural_itself() {
        assertEquals(List.of("it's #1"), TextPattern.parse("it''s #1").renderings(name -> name));
    }

    @Test
    void what_does_not_parse_still_has_a_length() {
        for (var broken : List.of("{", "}", "a {", "a {b", "{a, plural, one {x", "{a,}")) {
            assertEquals(1, TextPattern.parse(broken).renderings(name -> name).size(), broken);
        }
    }
}
