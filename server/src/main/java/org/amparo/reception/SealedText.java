package org.amparo.reception;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.jspecify.annotations.Nullable;

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
    record Packed(
            String carrierId,
            String line,
            UUID lineId,
            UUID organisation,
            byte[] from,
            String body,
            boolean media,
            Instant at,
            InboundText.@Nullable CarrierDid carrierDid) {
        @Override
        public String toString() {
            return "Packed[" + line + "]";
        }
    }

    /// What was packed.
    sealed interface Unpacked {
        record Text(InboundText text) implements Unpacked {}

        /// Its line is not served by this start: it can only be kept.
        record NotServed(UUID line, UUID organisation, Address from, Instant at, byte[] packed) implements Unpacked {
            @Override
            public String toString() {
                return "NotServed[" + line + "]";
            }
        }
    }

    byte[] pack(InboundText text) {
        try {
            return json.writeValueAsBytes(new Packed(
                    text.carrierId(),
                    text.line().name(),
                    text.line().id(),
                    text.line().organisationId(),
                    text.from().toSeal(),
                    text.body(),
                    text.media(),
                    text.at(),
                    text.carrierDid().orElse(null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws UncheckedIOException when the bytes are no text of ours
    Unpacked unpack(byte[] bytes) {
        try {
            var packed = json.readValue(bytes, Packed.class);
            if (packed == null) {
                throw new IOException("an empty text");
            }
            var from = Address.opened(packed.from());
            return lines.named(packed.line())
                    .<Unpacked>map(line -> new Unpacked.Text(new InboundText(
                            packed.carrierId(),
                            line,
                            from,
                            packed.body(),
                            packed.media(),
                            packed.at(),
                            Optional.ofNullable(packed.carrierDid()))))
                    .orElseGet(() ->
                            new Unpacked.NotServed(packed.lineId(), packed.organisation(), from, packed.at(), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
