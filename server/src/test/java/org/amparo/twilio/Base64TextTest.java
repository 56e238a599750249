package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64TextTest {
    private static final String LONG =
            "They took my passport and I cannot leave. The house is near the river. ".repeat(3);

    @Test
    void a_long_encoded_text_is_decoded_in_any_script() {
        for (var text :
                new String[] {LONG, "لا أستطيع المغادرة من هنا ".repeat(5), "我不能离开这里".repeat(6), LONG + "\n👋"}) {
            assertEquals(text, Base64Text.decoded(encoded(text)));
        }
        assertEquals(
                LONG,
                Base64Text.decoded(Base64.getMimeEncoder().encodeToString(LONG.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void what_a_person_typed_stays() {
        for (var text : new String[] {
            "", "help", LONG, "a".repeat(160), "STOP".repeat(50), encoded("help me"), "ABCD".repeat(40)
        }) {
            assertEquals(text, Base64Text.decoded(text));
        }
    }

    @Test
    void what_decodes_to_no_text_stays() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[90 + random.nextInt(90)];
            random.nextBytes(bytes);
            var text = Base64.getEncoder().encodeToString(bytes);
            assertEquals(text, Base64Text.decoded(text));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
