package org.amparo.lines;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.UUID;

/// An organisation people of this line may be referred to, as the line's file names it (`domain.md` F.6).
///
/// @param id made of organisation and code, so that a consent names the same partner after every start
/// @param code what a responder types: letters and digits, lower case
/// @param name what the contact reads
/// @param source where the entry comes from
/// @param verifiedOn when somebody last checked it
public record Partner(UUID id, String code, String name, String source, LocalDate verifiedOn) {
    /// So long after it was checked nobody is referred any more (`domain.md` R04).
    private static final Period CHECKED_FOR = Period.ofDays(365);

    public boolean called(String typed) {
        return code.equals(typed.strip().toLowerCase(Locale.ROOT));
    }

    public boolean takes(LocalDate today) {
        return today.isBefore(verifiedOn.plus(CHECKED_FOR));
    }
}
