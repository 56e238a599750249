package org.amparo.conversations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Something that was said, opened for a person who may read it.
///
/// @param in by the contact; else by somebody who answers
/// @param mark what a responder should know of it, such as `help-typed`
/// @param words empty once they were erased
public record Said(
        UUID id, boolean in, Optional<UUID> author, Instant at, Optional<String> mark, Optional<String> words) {
    @Override
    public String toString() {
        return "Said[" + id + "]";
    }
}
