package org.amparo.desk;

import java.time.LocalTime;
import java.util.Optional;

/// What a text of a responder or supervisor says (`interfaces.md` "Responder by text"). A handle stands as its
/// consonant and digit, `B3`; empty where none was typed. Printing one shows no words.
sealed interface Said {
    /// Nothing a person could read.
    record Blank() implements Said {}

    /// `1` or `2`, bare or behind a handle: takes or passes an offer, answers an alarm; else the words are words.
    record Answer(Optional<String> handle, boolean yes, String words) implements Said {
        @Override
        public String toString() {
            return "Answer[" + handle.orElse("") + ", " + yes + "]";
        }
    }

    /// `B3 ok`: send what was held back, all the same.
    record Confirm(String handle, String words) implements Said {
        @Override
        public String toString() {
            return "Confirm[" + handle + "]";
        }
    }

    /// Words for a contact.
    record Relay(Optional<String> handle, String words) implements Said {
        @Override
        public String toString() {
            return "Relay[" + handle.orElse("") + "]";
        }
    }

    /// A handle and nothing else.
    record HandleAlone(String handle) implements Said {}

    /// A code for a new number: six digits and nothing else. From a verified number they are words.
    record Code(String digits, String words) implements Said {
        @Override
        public String toString() {
            return "Code";
        }
    }

    /// @param outcome as typed; empty for none
    record Close(Optional<String> handle, String outcome) implements Said {}

    /// @param note for whoever takes over; empty for none
    record Pass(Optional<String> handle, String note) implements Said {
        @Override
        public String toString() {
            return "Pass[" + handle.orElse("") + "]";
        }
    }

    record Note(Optional<String> handle, String words) implements Said {
        @Override
        public String toString() {
            return "Note[" + handle.orElse("") + "]";
        }
    }

    /// @param partner empty when none was named
    record Refer(Optional<String> handle, String partner, String note) implements Said {
        @Override
        public String toString() {
            return "Refer[" + handle.orElse("") + ", " + partner + "]";
        }
    }

    /// A note was passed on to a partner.
    ///
    /// @param words the partner's code, what became of it, both or neither
    record Given(Optional<String> handle, String words) implements Said {}

    /// The number of a referral their contact agreed to, to be shown at the server.
    ///
    /// @param words the partner's code, perhaps; or, of a supervisor who agrees, the six digits: digits alone are
    ///     meant so
    record Reveal(Optional<String> handle, String words) implements Said {
        boolean code() {
            return words.matches("[0-9]+");
        }
    }

    /// `#yes` or `#no` to what a colleague asks a supervisor for.
    record Second(Optional<String> handle, boolean yes) implements Said {}

    record Later(Optional<String> handle) implements Said {}

    /// May their texts be kept?
    record Consent(Optional<String> handle) implements Said {}

    /// @param hours empty when day or hours were not understood
    record Hours(Optional<String> handle, Optional<Slot> hours) implements Said {}

    record Unsafe(Optional<String> handle) implements Said {}

    record MyData(Optional<String> handle) implements Said {}

    /// @param language a tag or a name, as typed
    record Language(Optional<String> handle, String language) implements Said {}

    /// The secret word is asked for, or chosen.
    ///
    /// @param anew another one is to be chosen
    record Word(Optional<String> handle, boolean anew) implements Said {}

    record Wrong(Optional<String> handle) implements Said {}

    /// @param until as typed; empty for their next shift
    record Off(String until) implements Said {}

    record On() implements Said {}

    /// @param minutes as typed; empty for the usual length
    record Break(String minutes) implements Said {}

    /// They take part in practice, or no more.
    record Practice(boolean on) implements Said {}

    record Holdings() implements Said {}

    record Help() implements Said {}

    /// An interpreter is asked for, or needed no more.
    ///
    /// @param language as typed, `off` included; empty for that of the talk
    record Interpreter(Optional<String> handle, String language) implements Said {}

    /// An interpreter goes; whoever holds the talk passes it.
    record Leave(Optional<String> handle) implements Said {}

    /// They must have nothing to do with that contact.
    record NotMe(Optional<String> handle) implements Said {}

    /// @param alias of who must have nothing to do with that contact; empty when none was named
    /// @param off they may have to do with them again
    record Not(Optional<String> handle, String alias, boolean off) implements Said {}

    /// A supervisor asks who was asked, and why.
    record Why(Optional<String> handle) implements Said {}

    /// A supervisor asks where the plan has nobody.
    record Gaps() implements Said {}

    /// A supervisor reads the oldest words about the service.
    record Feedback() implements Said {}

    /// A supervisor takes it, or stands in for whoever fell out.
    record Mine(Optional<String> handle) implements Said {}

    /// @param alias of the responder who gets it; empty when none was named
    record Give(Optional<String> handle, String alias) implements Said {}

    /// A supervisor warns a contact who insults or threatens.
    record Warn(Optional<String> handle) implements Said {}

    /// A supervisor ends the talk with them, for a day.
    record Block(Optional<String> handle) implements Said {}

    /// It is about danger.
    record Urgent(Optional<String> handle) implements Said {}

    /// They may be a child.
    record ChildOn(Optional<String> handle) implements Said {}

    /// @param reason why the mark of a possible child is taken away; empty when none was given
    record ChildOff(Optional<String> handle, String reason) implements Said {
        @Override
        public String toString() {
            return "ChildOff[" + handle.orElse("") + "]";
        }
    }

    /// A word of the carrier, alone: no more texts.
    record Stop() implements Said {}

    record Start() implements Said {}

    /// Begins with `#` and is no command: never relayed.
    record Unknown() implements Said {}

    /// A time of a weekday, in the line's zone; one that ends at or before its start ends on the next day.
    record Slot(java.time.DayOfWeek day, LocalTime from, LocalTime until) {}
}
