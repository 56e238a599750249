package org.amparo.reception;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.amparo.numbers.Address;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.amparo.sealing.DataKey;
import org.amparo.sealing.SealBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps texts while the database is away: one sealed line a text, on the disk before the carrier is answered, for
/// at most 24 h. A day's lines lie in files of their own ([JournalDay]), with their key beside them, which goes
/// with the last of them. Safe for many threads; no call to the database is made under its lock.
@Singleton
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /// A line belongs to no row: its place in the journal is its order.
    private static final String ROW = "";

    private final Path folder;
    private final JournalKeys keys;
    private final SealedText sealedText;
    private final DroppedTexts dropped;
    private final InstantSource time;
    private final Duration kept;
    private final ReentrantLock lock = new ReentrantLock();
    /// Carrier ids of texts that were removed while a replay had them in its hands.
    private final Set<String> removed = new HashSet<>();

    Journal(
            @Property(name = "amparo.home") String home,
            JournalKeys keys,
            SealedText sealedText,
            DroppedTexts dropped,
            InstantSource time,
            RetentionTimes times) {
        this.folder = Path.of(home).resolve("journal");
        this.keys = keys;
        this.sealedText = sealedText;
        this.dropped = dropped;
        this.time = time;
        this.kept = times.of(RetentionClass.UNHANDLED);
    }

    /// Writes a text down; after a normal return it is on the disk.
    void write(InboundText text) {
        lock.lock();
        try {
            Files.createDirectories(folder);
            var day = JournalDay.of(folder, time.instant());
            append(day.texts(), sealed(keys.of(day), text));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    private String sealed(DataKey key, InboundText text) {
        return Base64.getEncoder().encodeToString(key.seal(ROW, sealedText.pack(text)));
    }

    /// A line break on both sides: a line cut short by a crash spoils no other.
    private static void append(Path file, String line) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(("\n" + line + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    boolean empty() {
        return days().isEmpty();
    }

    private List<JournalDay> days() {
        try {
            return JournalDay.all(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        }
    }

    /// Hands every text over in the order in which it came, then forgets them and their key. What `handle` throws
    /// on stays for the next time, and so does all after it; repeats are harmless.
    void replay(Consumer<SealedText.Unpacked> handle) {
        for (var day : days()) {
            for (var text : read(day)) {
                handle.accept(text);
            }
            done(day);
        }
    }

    /// False when a text that a replay has in its hands was removed meanwhile, since its sender was erased.
    boolean holds(InboundText text) {
        lock.lock();
        try {
            return !removed.contains(text.carrierId());
        } finally {
            lock.unlock();
        }
    }

    /// Removes every text of a sender from this node's journal.
    ///
    /// @return how many there were
    int forget(Address from) {
        lock.lock();
        try {
            int found = 0;
            for (var day : JournalDay.all(folder)) {
                for (var file : List.of(day.replaying(), day.texts())) {
                    found += Files.exists(file) ? forget(from, file, keys.of(day)) : 0;
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be rewritten", e);
        } finally {
            lock.unlock();
        }
    }

    private int forget(Address from, Path file, DataKey key) throws IOException {
        var others = new ArrayList<String>();
        int found = 0;
        for (var line : lines(file)) {
            var text = open(key, line);
            if (text.filter(SealedText.Unpacked.Text.class::isInstance)
                    .map(one -> ((SealedText.Unpacked.Text) one).text())
                    .filter(one -> one.from().equals(from))
                    .isPresent()) {
                removed.add(((SealedText.Unpacked.Text) text.get()).text().carrierId());
                found++;
            } else {
                others.add(line);
            }
        }
        if (found > 0) {
            var rest = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(rest);
            append(rest, String.join("\n", others));
            Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return found;
    }

    private void done(JournalDay day) {
        lock.lock();
        try {
            Files.deleteIfExists(day.replaying());
            if (!Files.exists(day.texts())) {
                Files.deleteIfExists(day.key());
            }
            removed.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be emptied", e);
        } finally {
            lock.unlock();
        }
    }

    private List<SealedText.Unpacked> read(JournalDay day) {
        lock.lock();
        try {
            // New texts go to a new file meanwhile; a file an earlier try left is finished first.
            if (!Files.exists(day.replaying()) && Files.exists(day.texts())) {
                Files.move(day.texts(), day.replaying());
            }
            return Files.exists(day.replaying())
                    ? young(lines(day.replaying()).stream()
                            .map(line -> open(keys.of(day), line))
                            .toList())
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    private List<SealedText.Unpacked> young(List<Optional<SealedText.Unpacked>> texts) {
        var since = time.instant().minus(kept);
        var found = texts.stream().flatMap(Optional::stream).toList();
        var young = found.stream().filter(text -> at(text).isAfter(since)).toList();
        if (found.size() < texts.size()) {
            LOG.error(
                    "{} lines of the journal were cut short by a crash and cannot be read",
                    texts.size() - found.size());
        }
        dropped.drop(DroppedTexts.Why.TOO_OLD, found.size() - young.size());
        return young;
    }

    private static Instant at(SealedText.Unpacked text) {
        return switch (text) {
            case SealedText.Unpacked.Text(var one) -> one.at();
            case SealedText.Unpacked.NotServed one -> one.at();
        };
    }

    /// Deletes the days whose last text is older than is kept, with their key; needs no database.
    void expire() {
        lock.lock();
        try {
            for (var day : JournalDay.all(folder)) {
                if (!time.instant().isBefore(day.end().plus(kept))) {
                    int texts = 0;
                    for (var file : List.of(day.replaying(), day.texts())) {
                        texts += Files.exists(file) ? lines(file).size() : 0;
                        Files.deleteIfExists(file);
                    }
                    Files.deleteIfExists(day.key());
                    dropped.drop(DroppedTexts.Why.TOO_OLD, texts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be emptied", e);
        } finally {
            lock.unlock();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /// A line the program died over is cut short: the carrier had no answer then, and sends that text again.
    private Optional<SealedText.Unpacked> open(DataKey dataKey, String line) {
        try {
            return Optional.of(
                    sealedText.unpack(dataKey.open(ROW, Base64.getDecoder().decode(line))));
        } catch (IllegalArgumentException | SealBroken | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
