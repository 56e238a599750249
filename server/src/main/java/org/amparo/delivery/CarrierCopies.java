package org.amparo.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;

/// What a carrier keeps of messages and calls, and how it is asked to let go of it. Nothing here throws: whatever
/// happens is an outcome. Called outside any transaction, from several threads at once.
public interface CarrierCopies {
    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /// A message or a call as the carrier's list shows it, without its words and numbers.
    ///
    /// @param holdsBody its words are still there
    /// @param media pictures, voice or files are with it
    /// @param at when it was sent, by the carrier's clock
    record Copy(String carrierId, Direction direction, boolean holdsBody, boolean media, Instant at) {}

    /// What became of a deletion.
    sealed interface Removal {
        /// The copy is not there (any more).
        ///
        /// @param found it was there until this call
        record Gone(boolean found) implements Removal {}

        /// The message is still on its way (20009): it can be deleted once it is final.
        record NotFinal() implements Removal {}

        /// Nothing was deleted for sure; a repeat does no harm.
        record Later(Carrier.Reason reason, int code, Duration after) implements Removal {}

        /// The carrier will not delete it; a person must look.
        record Refused(Carrier.Reason reason, int code) implements Removal {}
    }

    /// A page of the carrier's list.
    sealed interface Listing {
        /// @param next what to ask for the next page with; never stored, it may hold our own number
        record Page(List<Copy> copies, Optional<String> next) implements Listing {
            public Page {
                copies = List.copyOf(copies);
            }
        }

        record Later(Carrier.Reason reason, int code, Duration after) implements Listing {}
    }

    /// An inbound message fetched because its webhook never came.
    sealed interface Fetched {
        /// @param from empty for whoever cannot be answered: withheld numbers, short codes, sender names
        record Message(Optional<Address> from, String body, boolean media, Instant at) implements Fetched {
            @Override
            public String toString() {
                return "Message[]";
            }
        }

        record Gone() implements Fetched {}

        record Later(Carrier.Reason reason, int code, Duration after) implements Fetched {}
    }

    /// Deletes a message or a call.
    Removal delete(Line line, String carrierId);

    /// Deletes the pictures, voice and files of a message; a message that has none is `Gone`.
    Removal deleteMedia(Line line, String carrierId);

    /// A page of what the carrier has of a line's messages, each at least once; sent from `from` up to `until`, and
    /// perhaps a few beyond.
    ///
    /// @param page of the page before; empty for the first
    Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page);

    /// Reads one inbound message.
    Fetched fetch(Line line, String carrierId);
}
