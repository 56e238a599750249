package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twilio.twiml.voice.Say;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TwiMLTest {

    @Test
    void any_text_comes_out_of_the_markup_as_it_went_in() throws Exception {
        for (var text : new String[] {"<b>&amp; \"x\" 'y' ]]>", "مرحبا 👋", "a\nb", "<!-- x -->", "{0} ${x}"}) {
            assertEquals(text, said(TwiML.message(text)));
            assertEquals(text, said(TwiML.spoken(TwiML.say(Optional.of("en-GB"), text))));
        }
    }

    @Test
    void what_markup_cannot_hold_is_left_out() throws Exception {
        assertEquals("ab", said(TwiML.message("a\u0000\u0007\uD800\uFFFEb")));
    }

    @Test
    void silence_is_an_empty_answer() throws Exception {
        assertTrue(TwiML.EMPTY.contains("<Response/>"));
        assertEquals(TwiML.EMPTY, TwiML.message(" "));
    }

    @Test
    void each_language_we_speak_is_one_the_carriers_kit_names() {
        var known =
                Arrays.stream(Say.Language.values()).map(Say.Language::toString).collect(Collectors.toSet());
        assertTrue(known.containsAll(SpokenLanguages.all().values()), SpokenLanguages.all()::toString);
    }

    private static String said(String twiml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(twiml)))
                .getDocumentElement()
                .getTextContent();
    }
}
