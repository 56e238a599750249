package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void fields_are_read_with_all_their_values_in_order() {
        assertEquals(
                Map.of("a", List.of("1", ""), "b c", List.of("é+ &="), "d", List.of("")),
                read("a=1&b+c=%C3%A9%2B+%26%3d&&a=&d").orElseThrow().fields());
        assertEquals(Map.of(), read("").orElseThrow().fields());
        assertEquals(Optional.of("1"), read("a=1&a=2").orElseThrow().text("a"));
        assertEquals(Optional.empty(), read("a=+&b=").orElseThrow().text("a"));
    }

    @Test
    void letters_that_were_not_escaped_are_read_too() {
        assertEquals(Optional.of("سلام"), read("Body=سلام").orElseThrow().text("Body"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%", "a=%4", "a=%zz", "%C3%28=1", "a=%FF%FE", "a=%ED%A0%80", "a=%C0%80", "a=%F8%88%80%80%80"})
    void what_is_no_utf8_or_breaks_an_escape_is_not_read(String raw) {
        assertEquals(Optional.empty(), read(raw));
    }

    @Test
    void printing_shows_nothing_of_it() {
        assertFalse(read("From=%2B447700900123&Body=secret")
                .orElseThrow()
                .toString()
                .contains("secret"));
    }

    private static Optional<Form> read(String raw) {
        return Form.read(raw.getBytes(StandardCharsets.UTF_8));
    }

    /// Everything of a text, a report and a call that Twilio documents and the program must never see.
    @Test
    void names_places_and_apps_end_at_the_door() {
        var sent = "MessageSid=SM1&From=%2B40700900123&Body=x&ProfileName=N&WaId=1&FromCity=C&FromState=S&FromZip=Z"
                + "&FromCountry=RO&CallerName=N&CallerCity=C&MediaUrl0=u&Longitude=2&Address=a&Label=l&ReferralBody=b"
                + "&ChannelMetadata=%7B%7D&Forwarded=f&Tomorrow=t";
        var known =
                Form.read(sent.getBytes(StandardCharsets.UTF_8)).orElseThrow().known();
        assertEquals(Set.of("MessageSid", "From", "Body"), known.fields().keySet());
    }
}
