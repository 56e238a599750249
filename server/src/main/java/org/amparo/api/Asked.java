package org.amparo.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A text to be read. Printing it shows nothing.
///
/// Read token by token: a number is not taken for a text, nor the first half of a body for the whole.
///
/// @param lang the writer's language, if it was told
record Asked(String text, @Nullable String lang) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String MEND = "Send {\"text\": \"…\"}, and \"lang\" if it is known, as JSON in UTF-8.";

    /// @throws Refused when it is too large, no JSON, or not what we can read
    static Asked read(InputStream stream) {
        var body = bytes(stream);
        if (body.length == 0) {
            throw Refused.badRequest("no-text", "The body is empty", MEND);
        }
        if (body.length > AnswersApi.LARGEST) {
            throw AnswersApi.tooLarge();
        }
        try (var parser = JSON.createParser(utf8(body))) {
            return read(parser);
        } catch (IOException e) {
            throw Refused.badRequest("bad-json", "The body is no JSON", MEND);
        }
    }

    static @Nullable String language(@Nullable String lang) {
        return lang == null || lang.isEmpty() ? null : Wish.tag(lang).orElse(null);
    }

    /// At most one byte more than we take.
    private static byte[] bytes(InputStream stream) {
        try (stream) {
            return stream.readNBytes(AnswersApi.LARGEST + 1);
        } catch (IOException e) {
            // beyond its own limit the server gives nothing to read; else the body broke off, and nobody hears us
            throw AnswersApi.tooLarge();
        }
    }

    private static String utf8(byte[] body) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Asked read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refused.badRequest("bad-body", "The body is no JSON object", MEND);
        }
        @Nullable String text = null;
        @Nullable String lang = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "text" -> text = string(parser, "text");
                case "lang" -> lang = string(parser, "lang");
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw Refused.badRequest("bad-json", "Something follows the JSON object", MEND);
        }
        if (text == null || text.isBlank()) {
            throw Refused.badRequest("no-text", "text is missing or empty", MEND);
        }
        return new Asked(text, language(lang));
    }

    private static @Nullable String string(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refused.badRequest("bad-type", name + " is no string", MEND);
        }
        return parser.getText();
    }

    @Override
    public String toString() {
        return "Asked[]";
    }
}
