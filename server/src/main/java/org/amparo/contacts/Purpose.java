package org.amparo.contacts;

import java.time.Duration;
import java.util.UUID;

/// What a consent is for (`domain.md` G.2). Each is asked by itself, may be refused, and is asked again when its
/// text changes its meaning. L0 asks nothing; L4 (quoting somebody) is not in the product.
public sealed interface Purpose {
    /// How long a yes holds at most to what is done once.
    Duration ONCE = Duration.ofDays(7);

    /// L1: keep texts for a talk with a person.
    record KeepTexts() implements Purpose {}

    /// L2: text once more, in agreed hours.
    record FollowUp() implements Purpose {}

    /// L1, of this one talk: pass one short note to whoever takes over, and no other one.
    ///
    /// @param note the row of the note
    record HandoverNote(UUID note) implements Purpose {}

    /// L3: give a named partner the number and exactly this note, once.
    ///
    /// @param noteHash keyed, so that nobody can guess the note from it
    record Referral(UUID partner, NoteHash noteHash) implements Purpose {}

    default String level() {
        return switch (this) {
            case KeepTexts _, HandoverNote _ -> "L1";
            case FollowUp _ -> "L2";
            case Referral _ -> "L3";
        };
    }

    /// As the database says it.
    default String word() {
        return switch (this) {
            case KeepTexts _ -> "keep-texts";
            case FollowUp _ -> "follow-up";
            case HandoverNote _ -> "handover-note";
            case Referral _ -> "referral";
        };
    }

    /// How long its question stays open; then the answer is no (`domain.md` E.2).
    default Duration open() {
        return this instanceof HandoverNote ? Duration.ofMinutes(15) : Duration.ofHours(24);
    }

    /// How long a yes holds at most.
    default Duration holds() {
        return switch (this) {
            case KeepTexts _, FollowUp _ -> SendingState.PERMISSIONS;
            case HandoverNote _, Referral _ -> ONCE;
        };
    }
}
