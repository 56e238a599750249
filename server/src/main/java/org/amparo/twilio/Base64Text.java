package org.amparo.twilio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Long texts sometimes arrive in Base64 (`twilio/rules.md` 8). They are decoded only when it cannot be anything
/// else.
final class Base64Text {
    /// Below that a word or a code of a person could look the same.
    private static final int LEAST = 120;

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private Base64Text() {}

    /// The decoded text, or the text itself. What people type holds spaces; 90 bytes that are not text are hardly
    /// ever UTF-8 without a control character.
    static String decoded(String body) {
        var text = body.strip().replace("\r\n", "").replace("\n", "");
        if (text.length() < LEAST
                || text.length() % 4 != 0
                || !ENCODED.matcher(text).matches()) {
            return body;
        }
        try {
            var plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                    .toString();
            boolean readable = plain.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
            return readable ? plain : body;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return body;
        }
    }
}
