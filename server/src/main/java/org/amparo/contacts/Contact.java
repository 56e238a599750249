package org.amparo.contacts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.numbers.Address;

/// A person who writes to us, as far as we keep anything.
///
/// @param locale the language we write in; empty until it shows
/// @param localeChosen the person picked it, so a text in another language does not change it
/// @param test a practice phone: nothing of it counts, and it alarms nobody
public record Contact(
        UUID id,
        UUID organisationId,
        Address.Kind kind,
        Optional<String> locale,
        boolean localeChosen,
        boolean childPossible,
        Instant createdAt,
        Instant lastInboundAt,
        boolean test) {}
