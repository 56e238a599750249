package org.amparo.reception;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;

/// Turns an inbound text into bytes to be sealed, and back.
@Singleton
final class SealedText {
    private final ObjectMapper json;
    private final Lines lines;

    SealedText(ObjectMapper json, Lines lines) {
        this.json = json;
        this.lines = lines;
    }

    @Serdeable
    record Packed(String carrierId, String line, byte[] from, String body, boolean media, Instant at) {
        @Override
        public String toString() {
            return "Packed[" + line + "]";
        }
    }

    byte[] pack(InboundText text) {
        try {
            return json.writeValueAsBytes(new Packed(
                    text.carrierId(), text.line().name(), text.from().toSeal(), text.body(), text.media(), text.at()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty when its line is not served any more.
    Optional<InboundText> unpack(byte[] bytes) {
        try {
            var packed = json.readValue(bytes, Packed.class);
            return packed == null
                    ? Optional.empty()
                    : lines.named(packed.line())
                            .map(line -> new InboundText(
                                    packed.carrierId(),
                                    line,
                                    Address.opened(packed.from()),
                                    packed.body(),
                                    packed.media(),
                                    packed.at()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
