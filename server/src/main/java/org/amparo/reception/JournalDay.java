package org.amparo.reception;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// The files of one day (UTC) of the journal: the lines that come, those that are being replayed, and their key.
record JournalDay(Path folder, LocalDate day) {
    private static final String TEXTS = ".texts";
    private static final String REPLAYING = ".replaying";

    static JournalDay of(Path folder, Instant moment) {
        return new JournalDay(folder, LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /// The days that hold texts, the oldest first.
    static List<JournalDay> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(TEXTS) || name.endsWith(REPLAYING))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .distinct()
                    .sorted()
                    .map(day -> new JournalDay(folder, LocalDate.parse(day)))
                    .toList();
        }
    }

    Path texts() {
        return folder.resolve(day + TEXTS);
    }

    Path replaying() {
        return folder.resolve(day + REPLAYING);
    }

    Path key() {
        return folder.resolve(day + ".key");
    }

    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
