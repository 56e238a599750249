package org.amparo.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder that holds what must outlive a start: embedded database, key set, journal. Mode 0700, used by one
/// program at a time.
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private Home(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /// Creates the folder if need be and takes it for this program.
    ///
    /// @throws StartRefused when another program uses it, or it cannot be written
    public static Home take(Path wanted) {
        var folder = wanted.toAbsolutePath().normalize();
        @Nullable FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(folder);
            }
            return new Home(folder, channel, lock);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw inUse(folder);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new StartRefused(
                    "AMPARO_HOME " + folder + " cannot be used (" + e.getMessage()
                            + "): name a folder this user may write",
                    e);
        }
    }

    private static StartRefused inUse(Path folder) {
        return new StartRefused("AMPARO_HOME " + folder
                + " is in use by another start of Amparo: stop that one, or set AMPARO_HOME (and AMPARO_PORT)"
                + " for this one");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // the start is refused already, with the first cause
            }
        }
    }

    public Path folder() {
        return folder;
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
