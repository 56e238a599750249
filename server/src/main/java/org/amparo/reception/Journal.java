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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.amparo.sealing.DataKey;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.SealBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps texts while the database is away: one sealed line a text, on the disk before the carrier is answered. Its
/// key lies beside it, wrapped by the key set, and goes with it when all is handled.
@Singleton
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /// A line belongs to no row: its place in the journal is its order.
    private static final String ROW = "";

    private static final byte[] OWNER = "journal".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final KeySet keySet;
    private final SealedText sealedText;
    private final ReentrantLock lock = new ReentrantLock();

    Journal(@Property(name = "amparo.home") String home, KeySet keySet, SealedText sealedText) {
        this.folder = Path.of(home).resolve("journal");
        this.keySet = keySet;
        this.sealedText = sealedText;
    }

    /// Writes a text down; after a normal return it is on the disk.
    void write(InboundText text) {
        lock.lock();
        try {
            Files.createDirectories(folder);
            // A line break on both sides: a line cut short by a crash spoils no other.
            var line = "\n" + Base64.getEncoder().encodeToString(dataKey().seal(ROW, sealedText.pack(text))) + "\n";
            try (var file = FileChannel.open(
                    texts(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    boolean empty() {
        return !Files.exists(texts()) && !Files.exists(replaying());
    }

    /// Hands every text over in the order in which it came, then forgets them and the key. What `handle` throws on
    /// stays for the next time, and so does all after it; repeats are harmless.
    void replay(java.util.function.Consumer<InboundText> handle) {
        for (var text : read()) {
            handle.accept(text);
        }
        lock.lock();
        try {
            Files.deleteIfExists(replaying());
            if (!Files.exists(texts())) {
                Files.deleteIfExists(key());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be emptied", e);
        } finally {
            lock.unlock();
        }
    }

    private List<InboundText> read() {
        lock.lock();
        try {
            // New texts go to a new file meanwhile; a file an earlier try left is finished first.
            if (!Files.exists(replaying()) && Files.exists(texts())) {
                Files.move(texts(), replaying());
            }
            var found = new ArrayList<InboundText>();
            if (Files.exists(replaying())) {
                var dataKey = dataKey();
                int cut = 0;
                for (var line : Files.readAllLines(replaying(), StandardCharsets.US_ASCII)) {
                    if (!line.isBlank()) {
                        var text = open(dataKey, line).flatMap(sealedText::unpack);
                        text.ifPresent(found::add);
                        cut += text.isEmpty() ? 1 : 0;
                    }
                }
                if (cut > 0) {
                    LOG.error("{} lines of the journal were cut short by a crash and cannot be read", cut);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    /// A line the program died over is cut short: the carrier had no answer then, and sends that text again.
    private static Optional<byte[]> open(DataKey dataKey, String line) {
        try {
            return Optional.of(dataKey.open(ROW, Base64.getDecoder().decode(line)));
        } catch (IllegalArgumentException | SealBroken e) {
            return Optional.empty();
        }
    }

    private DataKey dataKey() {
        try {
            if (Files.exists(key())) {
                return keySet.unwrap(Files.readAllBytes(key()), OWNER);
            }
            var fresh = keySet.newDataKey();
            // Whole or not at all: half a key would close the journal for good.
            var half = folder.resolve("key.new");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(half, keySet.wrap(fresh, OWNER), StandardOpenOption.SYNC);
            Files.move(half, key(), StandardCopyOption.ATOMIC_MOVE);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's key cannot be used", e);
        }
    }

    private Path texts() {
        return folder.resolve("texts");
    }

    private Path replaying() {
        return folder.resolve("texts.replaying");
    }

    private Path key() {
        return folder.resolve("key");
    }
}
