package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.language.Segments;

/// The last texts between phones and lines, in memory only. Safe for many threads.
@Singleton
final class Feed {
    /// Older ones are forgotten.
    private static final int KEPT = 10_000;
    /// How many unfinished texts are followed at a time.
    private static final int FOLLOWED = 500;

    /// What is new since a version.
    record Changes(long version, List<PhoneText> texts) {}

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, PhoneText> texts = new TreeMap<>();
    /// A row sent again has several texts.
    private final Map<UUID, List<Long>> byRow = new HashMap<>();
    /// What the carrier reported last of rows that are unfinished here.
    private final Map<UUID, DeliveryStatus> reported = new HashMap<>();
    /// Texts of the line on their way, with their rows.
    private final TreeMap<Long, UUID> unfinished = new TreeMap<>();
    /// Places of texts that a carrier is being handed right now.
    private final TreeSet<Long> begun = new TreeSet<>();
    /// Begins with the time, so that whoever holds a number of an earlier start still sees all that comes.
    private long version;

    Feed(InstantSource time) {
        this.time = time;
        this.version = time.instant().toEpochMilli();
    }

    /// A phone has sent a text.
    ///
    /// @return its number
    long sentByPhone(String phone, String line, String body) {
        return add(begin(), false, phone, line, body, Segments.count(body).segments(), Optional.empty(), "sending", 0);
    }

    /// A text is about to be handed to a carrier: its place is where the call begins, and what comes after it is
    /// listed once the call has ended, by [#sentByLine] or [#ended].
    ///
    /// @return its number
    long begin() {
        lock.lock();
        try {
            long seq = ++version;
            begun.add(seq);
            return seq;
        } finally {
            lock.unlock();
        }
    }

    /// The line has handed a text to a carrier, or the carrier speaks for it.
    ///
    /// @param seq from [#begin]
    /// @return `seq`
    long sentByLine(
            long seq,
            String phone,
            String line,
            String body,
            int segments,
            Optional<UUID> row,
            DeliveryStatus status,
            int code) {
        return add(seq, true, phone, line, body, segments, row, status.column(), code);
    }

    /// The call of that number has ended; if nothing was sent in it, its place stays empty.
    void ended(long seq) {
        lock.lock();
        try {
            begun.remove(seq);
        } finally {
            lock.unlock();
        }
    }

    /// What became of a phone's text.
    void became(long seq, String status, int code) {
        lock.lock();
        try {
            var text = texts.get(seq);
            if (text != null) {
                put(text.with(status, code, ++version));
            }
        } finally {
            lock.unlock();
        }
    }

    /// The carrier's reason for what became of a row.
    void explain(UUID row, int code) {
        lock.lock();
        try {
            var seqs = byRow.getOrDefault(row, List.of());
            if (!seqs.isEmpty()) {
                var text = texts.get(seqs.getLast());
                if (text != null) {
                    put(text.with(text.status(), code, ++version));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Rows whose delivery is not at its end yet, the newest.
    List<UUID> unfinished() {
        lock.lock();
        try {
            return unfinished.descendingMap().values().stream()
                    .limit(FOLLOWED)
                    .distinct()
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// The carrier has reported the end of a row's text. It counts once the row is erased: [#gone].
    void reported(UUID row, DeliveryStatus status) {
        lock.lock();
        try {
            if (unfinished.containsValue(row)) {
                reported.put(row, status);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Rows that were erased (`forget-done` goes with its contact): their texts end as the carrier reported.
    void gone(Collection<UUID> rows) {
        lock.lock();
        try {
            var ended = new HashMap<>(reported);
            ended.keySet().retainAll(rows);
            follow(ended);
        } finally {
            lock.unlock();
        }
    }

    /// Takes over how far rows have got.
    void follow(Map<UUID, DeliveryStatus> statuses) {
        lock.lock();
        try {
            statuses.forEach((row, status) -> {
                for (long seq : byRow.getOrDefault(row, List.of())) {
                    var text = texts.get(seq);
                    if (text != null
                            && unfinished.containsKey(seq)
                            && !text.status().equals(status.column())) {
                        put(text.with(status.column(), text.code(), ++version));
                    }
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /// All kept texts after that number, oldest first, up to the first whose call is still under way: a number that
    /// was listed once has none before it that comes later.
    List<PhoneText> after(long seq) {
        lock.lock();
        try {
            var after = texts.tailMap(seq, false);
            return List.copyOf(
                    (begun.isEmpty() || begun.first() <= seq ? after : after.headMap(begun.first())).values());
        } finally {
            lock.unlock();
        }
    }

    /// What changed since `seen`.
    Changes changes(long seen) {
        lock.lock();
        try {
            // A number from the future is of another program: everything is new.
            long since = seen > version ? 0 : seen;
            var fresh = since == version
                    ? List.<PhoneText>of()
                    : texts.values().stream()
                            .filter(text -> text.version() > since)
                            .toList();
            return new Changes(version, fresh);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a change, `limit` at most.
    void await(long seen, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Something else that pages show has changed.
    void touch() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long add(
            long seq,
            boolean fromLine,
            String phone,
            String line,
            String body,
            int segments,
            Optional<UUID> row,
            String status,
            int code) {
        lock.lock();
        try {
            begun.remove(seq);
            row.ifPresent(
                    id -> byRow.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(seq));
            put(new PhoneText(
                    seq, fromLine, time.instant(), phone, line, body, segments, row, status, code, ++version));
            if (texts.size() > KEPT) {
                var oldest = texts.pollFirstEntry().getValue();
                unfinished.remove(oldest.seq());
                oldest.row().ifPresent(byRow::remove);
                oldest.row().ifPresent(reported::remove);
            }
            return seq;
        } finally {
            lock.unlock();
        }
    }

    private void put(PhoneText text) {
        texts.put(text.seq(), text);
        if (text.row().isPresent() && !DeliveryStatus.ofColumn(text.status()).last()) {
            unfinished.put(text.seq(), text.row().get());
        } else {
            unfinished.remove(text.seq());
            text.row().ifPresent(reported::remove);
        }
        changed.signalAll();
    }
}
