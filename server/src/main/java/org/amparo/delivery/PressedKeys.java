package org.amparo.delivery;

import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.Wording;
import org.amparo.lines.Lines;
import org.jdbi.v3.core.Jdbi;

/// Looks up the call a key was pressed in, asks whoever queued it, and puts their answer into words.
@Singleton
class PressedKeys implements KeyPresses {
    private final Jdbi jdbi;
    private final Lines lines;
    private final Releases releases;
    private final InstantSource time;
    private final List<KeyListener> listeners;
    private final boolean drafts;

    PressedKeys(
            Jdbi jdbi,
            Lines lines,
            Releases releases,
            InstantSource time,
            List<KeyListener> listeners,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.releases = releases;
        this.time = time;
        this.listeners = List.copyOf(listeners);
        this.drafts = drafts;
    }

    private record Call(UUID row, UUID line, String origin, String locale) {}

    @Override
    @Transactional
    public Optional<Spoken> press(String token, char key) {
        return call(token)
                .flatMap(call -> listeners.stream()
                        .flatMap(listener -> listener.pressed(call.row(), call.origin(), key, time.instant()).stream())
                        .findFirst()
                        .flatMap(textId -> spoken(textId, call)));
    }

    private Optional<Spoken> spoken(String textId, Call call) {
        return lines.byId(call.line()).flatMap(line -> {
            var wording = new Wording(releases.current(), line.scope(), line.country(), drafts);
            return wording.of(Piece.of(textId, call.locale()))
                    .map(words -> new Spoken(
                            words, wording.servedIn(textId, call.locale()).orElse(call.locale())));
        });
    }

    private Optional<Call> call(String token) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, line_id, origin, locale FROM outbox WHERE report_token = :token AND medium = 'call'
                        """)
                .bind("token", token)
                .map((row, _) -> new Call(
                        row.getObject("id", UUID.class),
                        row.getObject("line_id", UUID.class),
                        row.getString("origin"),
                        row.getString("locale")))
                .findOne());
    }
}
