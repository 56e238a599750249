package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SignaturesTest {
    private static final String URL = "https://example.org/twilio/messages";

    @TestFactory
    Stream<DynamicTest> every_vector_of_the_carriers_own_library_is_right() throws IOException {
        JsonNode all;
        try (var file = SignaturesTest.class.getResourceAsStream("/twilio/signature-vectors-sdk.json")) {
            all = new ObjectMapper().readTree(file);
        }
        var tokens = List.of(all.path("token").asText());
        assertEquals(18, all.path("vectors").size());
        return all.path("vectors")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.path("name").asText(),
                        () -> assertEquals(vector.path("valid").asBoolean(), valid(tokens, vector, all.path("form")))));
    }

    private static boolean valid(List<String> tokens, JsonNode vector, JsonNode form) {
        var url = vector.path("url").asText();
        // what comes without a signature is refused at the door
        var signature = vector.path("signature").asText("");
        if (vector.has("body")) {
            return Signatures.validBody(
                    tokens, url, vector.path("body").asText().getBytes(StandardCharsets.UTF_8), signature);
        }
        return Signatures.valid(
                tokens, url, fields(vector.path("params").isTextual() ? form : vector.path("params")), signature);
    }

    private static Map<String, List<String>> fields(JsonNode form) {
        var fields = new LinkedHashMap<String, List<String>>();
        form.properties().forEach(field -> {
            var values = new ArrayList<String>();
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> values.add(value.asText()));
            } else {
                values.add(field.getValue().asText());
            }
            fields.put(field.getKey(), values);
        });
        return fields;
    }

    @Test
    void either_token_is_good_while_they_are_changed_and_none_is_never_good() {
        var fields = Map.of("Body", List.of("مرحبا 👋"));
        var old = Signatures.sign("old", URL, fields);
        assertTrue(Signatures.valid(List.of("new", "old"), URL, fields, old));
        assertTrue(Signatures.valid(List.of("old"), URL, fields, old));
        assertFalse(Signatures.valid(List.of("new"), URL, fields, old));
        assertFalse(Signatures.valid(List.of(), URL, fields, old));
    }

    @Test
    void a_field_a_value_or_a_letter_of_the_url_changed_is_not_valid() {
        var signature = Signatures.sign("token", URL, Map.of("Body", List.of("yes")));
        assertFalse(Signatures.valid(List.of("token"), URL, Map.of("Body", List.of("no")), signature));
        assertFalse(
                Signatures.valid(List.of("token"), URL, Map.of("Body", List.of("yes"), "New", List.of("")), signature));
        assertFalse(Signatures.valid(List.of("token"), URL + "?row=1", Map.of("Body", List.of("yes")), signature));
        assertFalse(Signatures.valid(
                List.of("token"), "http://example.org/twilio/messages", Map.of("Body", List.of("yes")), signature));
    }

    @Test
    void a_url_that_is_none_does_not_throw() {
        for (var url : List.of("", "/twilio/messages", "https://", "https://[::1]:8080/x", "https://a@b:1/x")) {
            assertTrue(Signatures.valid(List.of("t"), url, Map.of(), Signatures.sign("t", url, Map.of())), url);
        }
    }
}
