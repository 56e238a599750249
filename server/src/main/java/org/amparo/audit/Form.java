package org.amparo.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// The canonical forms that are hashed, UTF-8: fields joined by `|`, an absent one is `-`, ids in lower case,
/// instants as microseconds since 1970 (UTC), hashes in hexadecimal.
///
/// - event: `event|id|organisation|actor|kind|subject|counts|at`; counts as `word=number`, joined by `,`, in the
///   order of the words
/// - link: `link|number|hash of the link before|at|node|number of events`, then a line with the form of each event,
///   in order
/// - anchor: `anchor|number|hash of that link|when it was cut`
final class Form {
    /// What stands for the link before the first one.
    static final byte[] NONE_BEFORE = new byte[32];

    private Form() {}

    static String event(UUID id, Act act) {
        return event(
                id,
                act.organisation(),
                act.actor(),
                act.kind().word(),
                act.subject(),
                act.counted().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(",")),
                act.at());
    }

    static String event(
            UUID id,
            UUID organisation,
            Optional<UUID> actor,
            String kind,
            Optional<UUID> subject,
            String counts,
            Instant at) {
        return String.join(
                "|",
                "event",
                id.toString(),
                organisation.toString(),
                text(actor),
                kind,
                text(subject),
                counts.isEmpty() ? "-" : counts,
                text(at));
    }

    static String link(long number, byte[] previous, Instant at, UUID node, List<String> events) {
        return String.join(
                        "|",
                        "link",
                        Long.toString(number),
                        hex(previous),
                        text(at),
                        node.toString(),
                        "" + events.size())
                + events.stream().map(event -> "\n" + event).collect(Collectors.joining());
    }

    static String anchor(long number, byte[] hash, Instant cutAt) {
        return String.join("|", "anchor", Long.toString(number), hex(hash), text(cutAt));
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse("-");
    }

    private static String text(Instant at) {
        long micros = Math.multiplyExact(at.getEpochSecond(), 1_000_000L) + at.getNano() / 1_000;
        return Long.toString(micros);
    }
}
