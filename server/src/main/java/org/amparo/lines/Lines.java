package org.amparo.lines;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.ContentFiles;
import org.amparo.numbers.Address;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The lines this program serves, as configured at its start. Immutable.
public interface Lines {
    List<Line> all();

    /// The lines of the files, for a command that runs without a database.
    ///
    /// @param selection as `AMPARO_LINES`
    static Lines ofFiles(ContentFiles files, String selection, boolean demo) {
        return ServedLines.withoutDatabase(files, selection, demo);
    }

    /// The lines of the files with their rows in the database, for a command beside the running program.
    static Lines ofDatabase(Jdbi jdbi, InstantSource time, String selection, boolean demo, @Nullable String content) {
        return new ServedLines(jdbi, time, selection, demo, content);
    }

    /// The line whose number, WhatsApp sender or messaging service this is.
    Optional<Line> by(Address ours);

    /// Looked up by both the number and the messaging service's id a webhook carries.
    Optional<Line> byMessagingService(String id);

    Optional<Line> named(String name);

    /// The line of that id; empty when it is not served any more.
    default Optional<Line> byId(UUID id) {
        return all().stream().filter(line -> line.id().equals(id)).findFirst();
    }

    /// The first served line.
    default Line first() {
        return all().getFirst();
    }
}
