package org.amparo.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The generations in a backup folder: `data-<time>`, `keyring-<time>` and `ledger-<time>`, times in UTC so that
/// names sort.
record Generations(Path root) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String HALF = ".part";

    /// Makes the folder a generation is written to until it is whole.
    Path begin(String kind, Instant now) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root, mode);
        }
        var half = root.resolve(kind + "-" + TIME.format(now) + HALF);
        delete(half);
        return Files.createDirectory(half, mode);
    }

    Path finish(Path half) throws IOException {
        var name = half.getFileName().toString();
        var whole = half.resolveSibling(name.substring(0, name.length() - HALF.length()));
        return Files.move(half, whole);
    }

    /// Oldest first; what was not finished does not count.
    List<Path> all(String kind) throws IOException {
        try (var found = Files.list(root)) {
            return found.filter(one -> one.getFileName().toString().matches(kind + "-[0-9T.]+Z"))
                    .sorted()
                    .toList();
        }
    }

    Optional<Path> newest(String kind) throws IOException {
        return all(kind).stream().reduce((_, last) -> last);
    }

    /// The keyring and the ledger are kept in one generation only.
    void keepOnly(String kind, Path newest) throws IOException {
        for (var one : all(kind)) {
            if (!one.equals(newest)) {
                delete(one);
            }
        }
    }

    /// Deletes data generations from before that moment, and halves left behind.
    ///
    /// @return how many generations went
    int deleteBefore(Instant moment) throws IOException {
        int gone = 0;
        for (var one : all("data")) {
            if (one.getFileName().toString().compareTo("data-" + TIME.format(moment)) < 0) {
                delete(one);
                gone++;
            }
        }
        try (var found = Files.list(root)) {
            for (var half : found.filter(one -> one.getFileName().toString().endsWith(HALF))
                    .toList()) {
                delete(half);
            }
        }
        return gone;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
