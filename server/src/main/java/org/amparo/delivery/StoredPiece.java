package org.amparo.delivery;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.amparo.content.Piece;
import org.jspecify.annotations.Nullable;

/// A [Piece] as an outbox row keeps it.
@Serdeable
record StoredPiece(
        String id,
        String locale,
        @Nullable String before,
        @Nullable Map<String, String> with) {
    static StoredPiece of(Piece piece) {
        return new StoredPiece(piece.textId(), piece.locale(), piece.before(), piece.arguments());
    }

    @Override
    public String toString() {
        return "StoredPiece[" + id + "]";
    }

    Piece piece() {
        return new Piece(id, locale, before == null ? "" : before, with == null ? Map.of() : with);
    }
}
