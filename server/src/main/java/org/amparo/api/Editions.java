package org.amparo.api;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amparo.content.Releases;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.jspecify.annotations.Nullable;

/// Finds the edition a request is about. Safe for many threads.
@Singleton
final class Editions {
    private final Releases releases;
    private final Lines lines;
    private final InstantSource time;
    private final boolean drafts;
    private final boolean peopleAnswer;

    Editions(
            Releases releases,
            Lines lines,
            InstantSource time,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts,
            @Property(name = "amparo.information-only", defaultValue = "false") boolean informationOnly) {
        this.releases = releases;
        this.lines = lines;
        this.time = time;
        this.drafts = drafts;
        this.peopleAnswer = !informationOnly;
    }

    /// @param line a line's name; none means the first served one
    /// @throws Refused for a name that is not a line's; tells the known ones
    Edition of(@Nullable String line) {
        return find(line)
                .orElseThrow(() -> Refused.badRequest(
                        "unknown-line",
                        "line is not one of ours",
                        "Leave line out, or name one of: "
                                + lines.all().stream().map(Line::name).collect(Collectors.joining(", ")) + "."));
    }

    Optional<Edition> find(@Nullable String line) {
        var found = line == null || line.isEmpty() ? Optional.of(lines.first()) : lines.named(line);
        return found.map(one -> new Edition(releases.current(), one, drafts, peopleAnswer, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    }
}
