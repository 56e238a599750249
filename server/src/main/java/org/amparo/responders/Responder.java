package org.amparo.responders;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Somebody who answers. Holds no number and no name, only the alias contacts see.
///
/// @param alertLocale the language of what we text to them
/// @param capacity how many talks they hold at once; see [#limit]
/// @param newcomer new to the line: one talk at a time
/// @param availability as last set; ask [#available] what holds now
/// @param availableUntil when it ends by itself and they are on again
/// @param missed offers missed in a row
/// @param lines their role on each line
/// @param languages by BCP 47 tag
/// @param countries whose ways they know: ISO 3166-1 codes of two letters
/// @param stretch how long they have been writing, if they ever did
public record Responder(
        UUID id,
        UUID organisationId,
        String alias,
        Optional<Gender> gender,
        String alertLocale,
        ZoneId zone,
        int capacity,
        boolean newcomer,
        Availability availability,
        Optional<Instant> availableUntil,
        int missed,
        Map<UUID, Role> lines,
        Map<String, Grade> languages,
        Set<Skill> skills,
        Set<String> countries,
        Optional<Stretch> stretch) {
    public Responder {
        lines = Map.copyOf(lines);
        languages = Map.copyOf(languages);
        skills = Set.copyOf(skills);
        countries = Set.copyOf(countries);
    }

    /// What holds at that time.
    public Availability available(Instant now) {
        return availableUntil.filter(end -> !now.isBefore(end)).isPresent() ? Availability.ON : availability;
    }

    /// They have written for so long that nobody new comes to them until they have paused.
    public boolean pauseDue(Instant now) {
        return stretch.filter(one -> one.pauseDue(now)).isPresent();
    }

    public boolean supervises(UUID line) {
        return lines.get(line) == Role.SUPERVISOR;
    }

    public boolean answers(UUID line) {
        return lines.get(line) == Role.RESPONDER;
    }

    public boolean interprets(UUID line) {
        return lines.get(line) == Role.INTERPRETER;
    }

    /// They are no person but a partner's line.
    public boolean partner(UUID line) {
        return lines.get(line) == Role.PARTNER;
    }

    public boolean directs(UUID line) {
        return lines.get(line) == Role.DIRECTOR;
    }

    /// How well they speak it; a variant counts as its language, as `es` for `es-MX`.
    public Optional<Grade> speaks(String locale) {
        var exact = languages.get(locale);
        int dash = locale.indexOf('-');
        return exact != null || dash < 0
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(languages.get(locale.substring(0, dash)));
    }

    /// How many talks they may hold: one as a newcomer, two when one of them is about danger (`domain.md` F.2).
    public int limit(boolean holdsDanger) {
        if (newcomer) {
            return 1;
        }
        return holdsDanger ? Math.min(2, capacity) : capacity;
    }
}
