package org.amparo.alarms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Something that needs a person, told until somebody acts or it is over.
///
/// @param word its kind as the table has it
/// @param line empty when it concerns the whole deployment
/// @param subject such as a conversation or a responder; opaque to this room
/// @param raisedAgainAt when it was raised last, while it stood
/// @param acknowledgedBy who said that they act
public record Alarm(
        UUID id,
        Kind kind,
        String word,
        UUID organisation,
        Optional<UUID> line,
        Optional<UUID> subject,
        AlarmFacts facts,
        Instant raisedAt,
        Optional<Instant> raisedAgainAt,
        Optional<UUID> acknowledgedBy) {

    /// How often it is told again (`rulings.md` 6).
    public enum Urgency {
        DANGER(Duration.ofMinutes(2)),
        OTHER(Duration.ofMinutes(10));

        private final Duration again;

        Urgency(Duration again) {
            this.again = again;
        }

        Duration again() {
            return again;
        }
    }

    /// What an acknowledgement does to it, and what whoever was told hears then.
    enum Ends {
        /// It told of an event: once somebody knows, it is over.
        KNOWN("duty.alarm-known", "duty.call-known"),
        /// It tells of a state: it stands, silent, until the state is over.
        CLEARED("duty.alarm-known", "duty.call-known"),
        /// It tells of somebody in danger whom nobody has: it is silent for a while, and rings again until somebody
        /// took them (`domain.md` F.3). Whoever answered may have fallen asleep.
        TAKEN("duty.alarm-known-urgent", "duty.call-known-urgent"),
        /// The same of what somebody in danger lacks: it rings again until they have it.
        MENDED("duty.alarm-known-again", "duty.call-known-again");

        private final String text;
        private final String spoken;

        Ends(String text, String spoken) {
            this.text = text;
            this.spoken = spoken;
        }

        boolean ringsAgain() {
            return this == TAKEN || this == MENDED;
        }

        /// The text to all who were told, once somebody acts.
        String text() {
            return text;
        }

        /// What is spoken to whoever pressed a key.
        String spoken() {
            return spoken;
        }
    }

    /// Every alarm there is, with the text a supervisor gets.
    public enum Kind {
        /// Nobody took a person who waits in 10 minutes. Facts: count, locale, since.
        WAITING_TOO_LONG(Urgency.OTHER, true, Ends.CLEARED, "duty.alarm-waiting"),
        /// Danger nobody has taken. Facts: handle, locale, since.
        DANGER_UNANSWERED(Urgency.DANGER, true, Ends.TAKEN, "duty.alarm-urgent"),
        /// The same after 10 minutes: the director is told, once. Facts: handle, locale, since.
        INCIDENT(Urgency.DANGER, true, Ends.TAKEN, "duty.alarm-incident"),
        /// A danger word while a responder holds the talk. Facts: handle, responder.
        DANGER_IN_TALK(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-raised"),
        /// The holder of a danger talk went off duty. Facts: handle, responder.
        HOLDER_OFF_IN_DANGER(Urgency.DANGER, true, Ends.TAKEN, "duty.alarm-holder-off"),
        /// STOP while danger is open. Facts: handle.
        STOPPED_IN_DANGER(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-stopped"),
        /// UNSAFE while danger is open. Facts: handle.
        UNSAFE_IN_DANGER(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-unsafe"),
        /// UNSAFE of somebody who waits, no danger open: their place is kept, and nobody else would know that
        /// nothing reaches them. Over once they write again, or somebody has them. Facts: handle, locale.
        UNSAFE_WHILE_WAITING(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-unsafe-waiting"),
        /// FORGET while danger is open: the run ends once somebody knows. Facts: handle.
        ERASED_IN_DANGER(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-erased"),
        /// The carrier refuses our texts to somebody in danger or in a live talk. Facts: handle.
        CARRIER_BLOCK(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-blocked"),
        /// An open conversation that nobody has and nobody is asked for. Facts: handle, locale.
        NOBODY_OWNS(Urgency.DANGER, true, Ends.TAKEN, "duty.alarm-unowned"),
        /// Nobody can be asked to interpret in a danger talk. Facts: handle, locale (the language looked for).
        NOBODY_INTERPRETS(Urgency.DANGER, true, Ends.MENDED, "duty.alarm-interpreter"),
        /// A shift without anybody for a language, or everybody away. Facts: locale.
        NOBODY_ON_DUTY(Urgency.OTHER, true, Ends.CLEARED, "duty.alarm-nobody"),
        /// The holder is silent while a text waits. Facts: handle, responder, since.
        HOLDER_SILENT(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-silent"),
        /// A responder was set away, or sent STOP. Facts: responder, until (the end of their shift).
        RESPONDER_AWAY(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-away"),
        /// A responder asks the supervisor to look at a talk. Facts: handle, responder.
        LOOK_AT_TALK(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-insult"),
        /// The same of a talk about danger. Facts: handle, responder.
        LOOK_AT_DANGER(Urgency.DANGER, true, Ends.KNOWN, "duty.alarm-look-urgent"),
        /// A child's referral waits for a second person's yes, and nobody answered. Facts: handle, responder.
        SECOND_YES_MISSING(Urgency.OTHER, true, Ends.KNOWN, "duty.alarm-second"),
        /// The contact wants somebody else than the holder, who does not hear of it. Facts: handle, responder.
        OTHER_PERSON_WANTED(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-other"),
        /// A responder who holds nothing asks for the supervisor. Facts: responder.
        SUPERVISOR_CALLED(Urgency.OTHER, false, Ends.KNOWN, "duty.alarm-call"),
        /// Within the next 14 days nobody is planned for a language. Facts: locale, until (its start), count.
        DUTY_GAP_AHEAD(Urgency.OTHER, false, Ends.CLEARED, "duty.alarm-gap"),
        /// Within the next 14 days nobody is on call outside the hours, or not for a language. Facts: until (its
        /// start), count.
        ON_CALL_GAP_AHEAD(Urgency.OTHER, false, Ends.CLEARED, "duty.alarm-gap-call"),

        /// Many messages fail.
        DELIVERY_FAILING(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-delivery"),
        /// The carrier's account cannot be reached or is closed to us.
        CARRIER_ACCOUNT(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-account"),
        /// The carrier's account is nearly empty.
        CARRIER_BALANCE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-balance"),
        /// The carrier's numbers do not lead to us.
        CARRIER_WEBHOOKS(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-webhooks"),
        /// The carrier still has what it should have deleted.
        CARRIER_LEFTOVERS(Urgency.OTHER, false, Ends.CLEARED, "duty.fault-leftovers"),
        /// The database was away, and texts still wait in the journal.
        DATABASE_TROUBLE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-database"),
        /// The clocks of the machines differ.
        CLOCK_TROUBLE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-clock"),
        /// A text of somebody could not be handled by our own program.
        UNHANDLED_TEXT(Urgency.DANGER, true, Ends.CLEARED, "duty.fault-unhandled"),
        /// Texts that came are not handled in time.
        INBOUND_LATE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-inbound"),
        /// Texts to be sent are not handed to the carrier in time.
        OUTBOX_LATE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-outbox"),
        /// Responders are not asked in time.
        ESCALATION_LATE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-escalation"),
        /// What is past its time is not erased in time.
        RETENTION_LATE(Urgency.OTHER, false, Ends.CLEARED, "duty.fault-retention"),
        /// An erasure somebody asked for is not done in time.
        ERASURE_LATE(Urgency.OTHER, true, Ends.CLEARED, "duty.fault-erasure"),
        /// The carrier is not asked in time to delete its copies.
        DELETION_LATE(Urgency.OTHER, false, Ends.CLEARED, "duty.fault-deletion"),
        /// The day's statistics were not written.
        STATISTICS_LATE(Urgency.OTHER, false, Ends.CLEARED, "duty.fault-statistics"),
        /// A kind this program does not know, raised by a newer one: told by its word, as a fault. There is no
        /// text of it.
        NEWER(Urgency.DANGER, true, Ends.KNOWN, "duty.fault-");

        private static final String FAULT = "duty.fault-";

        private final Urgency urgency;
        private final boolean calls;
        private final Ends ends;
        private final String textId;

        Kind(Urgency urgency, boolean calls, Ends ends, String textId) {
            this.urgency = urgency;
            this.calls = calls;
            this.ends = ends;
            this.textId = textId;
        }

        public Urgency urgency() {
            return urgency;
        }

        /// Supervisors are called as well.
        boolean calls() {
            return calls;
        }

        Ends ends() {
            return ends;
        }

        /// Its words; of a fault of the line, what fills `duty.alarm-fault`.
        String textId() {
            return textId;
        }

        boolean fault() {
            return textId.startsWith(FAULT);
        }

        /// Its name in the table and the second channel, such as `danger-unanswered`.
        public String column() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind ofColumn(String column) {
            return Arrays.stream(values())
                    .filter(kind -> kind.column().equals(column))
                    .findFirst()
                    .orElse(NEWER);
        }
    }

    /// Of whom somebody complains: they neither hear of it nor end it (`domain.md` R38).
    Optional<UUID> concerned() {
        return kind == Kind.OTHER_PERSON_WANTED ? facts.responder() : Optional.empty();
    }

    /// Whoever began to wait later is none of those it rings for: one that was raised for them was raised since.
    public Instant lastRaised() {
        return raisedAgainAt.orElse(raisedAt);
    }

    Alarm with(AlarmFacts said) {
        return new Alarm(id, kind, word, organisation, line, subject, said, raisedAt, raisedAgainAt, acknowledgedBy);
    }

    boolean concerns(UUID person) {
        return concerned().filter(person::equals).isPresent();
    }

    /// The subject of what concerns one language of a line, such as [Kind#NOBODY_ON_DUTY].
    public static UUID subject(UUID line, String locale) {
        return UUID.nameUUIDFromBytes((line + " " + locale).getBytes(StandardCharsets.UTF_8));
    }
}
