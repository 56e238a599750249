package org.amparo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a database that was killed leaves in its data folder: a lock file, the server itself when only our program
/// died, or connections of a dead server that still hold its memory. None of it may stop the next start.
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Leftovers() {}

    /// Ends what still runs in the folder, and removes the lock file once nobody does. Its process id alone says
    /// little: it may be dead and not reaped, or be another program's by now.
    ///
    /// @throws StartRefused when something does not end
    static void clear(Path data) throws IOException {
        var lockFile = data.resolve("postmaster.pid");
        if (!Files.exists(lockFile)) {
            return;
        }
        server(data).ifPresent(pid -> {
            LOG.warn("stopping the database process {} that an earlier start left behind", pid);
            end(pid);
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var inside = inside(data); !inside.isEmpty(); inside = inside(data)) {
            if (System.nanoTime() > deadline) {
                throw new StartRefused(
                        "processes of an earlier start do not leave the database folder: end " + inside + " by hand");
            }
            pause();
        }
        Files.deleteIfExists(lockFile);
    }

    /// The server that runs on that folder, if one does.
    static Optional<Long> server(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.stream()
                    .limit(1)
                    .map(line -> Long.parseLong(line.strip()))
                    .filter(pid -> isServerOf(pid, data))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isServerOf(long pid, Path data) {
        try {
            var words = Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("cmdline"))
                    .split("\0", -1);
            return words.length > 0
                    && words[0].endsWith("postgres")
                    && List.of(words).contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /// Every process of a server works in its data folder.
    private static List<Long> inside(Path data) throws IOException {
        var folder = data.toRealPath();
        try (var processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> worksIn(process, folder))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException e) {
            // ended meanwhile, or dead and not reaped, or somebody else's
            return false;
        }
    }

    private static void end(long pid) {
        try {
            OwnProcess.signal(pid, "INT");
        } catch (IOException e) {
            LOG.warn("could not signal the database process {}: {}", pid, e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while an earlier start ended", e);
        }
    }
}
