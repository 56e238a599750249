package org.amparo.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;

/// Who carries messages for us. Called outside any transaction, from several threads at once; a call may take as
/// long as the network lets it, so an implementation has time-outs of its own.
public interface Carrier extends CarrierCopies {
    /// Hands one message over. Never throws: whatever happens is an outcome.
    Outcome send(Outbound message);

    /// What the error code of a report means: whether the same message may be tried again, and why it was not
    /// carried.
    ///
    /// @return `TryLater` or `Refused`
    default Outcome reported(int code) {
        return new Outcome.Refused(Reason.OTHER, code);
    }

    /// What it can do on that line.
    Capabilities capabilities(Line line);

    /// Asks how far a message has got, when no report came. Never throws.
    ///
    /// @return empty when the carrier cannot say now
    default Optional<DeliveryReport> ask(Line line, String carrierId) {
        return Optional.empty();
    }

    /// A message on its way out.
    sealed interface Outbound {
        /// The outbox row.
        UUID row();

        Line line();

        Address to();

        /// Its secret part of the status-callback address, so that a report teaches us the carrier's id even if the
        /// answer to the call was lost.
        String reportToken();

        /// Words of ours.
        ///
        /// @param validity the carrier drops it when it could not be carried within that time
        /// @param conversation a text between people: the carrier's fraud check must not hold it back
        record FreeText(
                UUID row,
                Line line,
                Address to,
                String reportToken,
                String body,
                Duration validity,
                boolean conversation)
                implements Outbound {
            @Override
            public String toString() {
                return "FreeText[" + row + "]";
            }
        }

        /// An approved template of a channel with a closed session window.
        record Template(
                UUID row, Line line, Address to, String reportToken, String templateId, Map<String, String> variables)
                implements Outbound {
            public Template {
                variables = Map.copyOf(variables);
            }

            @Override
            public String toString() {
                return "Template[" + row + "]";
            }
        }

        /// A call that speaks one neutral sentence and asks for a key press.
        record AlertCall(UUID row, Line line, Address to, String reportToken, String sentence, String locale)
                implements Outbound {}
    }

    /// What became of the hand-over.
    sealed interface Outcome {
        /// The carrier has it.
        ///
        /// @param segments as the carrier counts, if it said so
        record Accepted(String carrierId, Optional<Integer> segments) implements Outcome {}

        /// Not taken; the same call may succeed later.
        record TryLater(Reason reason, int code, Duration after) implements Outcome {}

        /// Not taken, and never will be unchanged.
        record Refused(Reason reason, int code) implements Outcome {}

        /// The call broke off: the carrier may have it or not.
        record InDoubt(Reason reason) implements Outcome {}
    }

    /// Why a message was not carried (`twilio/rules.md` 8).
    enum Reason {
        TOO_MANY,
        CARRIER_DOWN,
        NOT_SERVED,
        NO_ROUTE,
        NOT_A_MOBILE,
        SENDER_UNUSABLE,
        OPTED_OUT,
        UNREACHABLE,
        BLOCKED,
        UNKNOWN_NUMBER,
        FILTERED,
        SESSION_CLOSED,
        HELD_BACK,
        MISCONFIGURED,
        /// It would say nothing; no carrier is asked.
        WORDLESS,
        OTHER
    }

    /// @param alertCalls it can call a responder and take a key press
    /// @param templates it needs approved templates outside a session
    record Capabilities(boolean alertCalls, boolean templates) {}
}
