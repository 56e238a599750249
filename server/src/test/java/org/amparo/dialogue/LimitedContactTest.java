package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose talk was ended for insults is not answered for a day, but for what nothing may silence (`domain.md` E.5).
class LimitedContactTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # text, what is said, takes a place
            hello, '', false
            9, '', false
            I want to talk to a person, '', false
            a woman please, '', false
            LANG, '', false
            0, '', false
            you idiots, '', false
            he is hitting me, crisis, true
            help me, crisis, true
            112, crisis, true
            STOP, stop, false
            UNSAFE, unsafe-ack, false
            FORGET, forget-ask, false
            MYDATA, mydata-none, false
            """)
    void only_danger_and_what_everybody_may_ask_is_heard(String text, String said, boolean place) {
        var texter = new Texter().limited();
        assertEquals(said.isEmpty() ? List.of() : List.of(said), texter.texts(text));
        assertEquals(place, texter.tookAPlace());
    }

    @Test
    void help_twice_is_danger_though_the_first_is_not_answered() {
        var texter = new Texter().limited();
        assertEquals(List.of(), texter.texts("HELP"));
        texter.after(Duration.ofMinutes(11));
        assertEquals(List.of(), texter.texts("HELP"));
        texter.after(Duration.ofMinutes(9));
        assertEquals(List.of("crisis"), texter.texts("HELP"));
        assertTrue(texter.tookAPlace());
    }
}
