package org.amparo.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// What somebody, or the program by itself, did. Made of ids, a kind from a closed list and counts; there is no
/// place in it for a word of anybody, a number or a name (`domain.md` G.1).
///
/// @param actor the responder, supervisor or account; empty when the program did it by itself
/// @param subject what was acted on, such as a conversation or a release; never a contact, whose id an erasure
///     could not take back from here
/// @param counts how many of what; the names are constants of the code, so that no text can slip in
/// @param at to the microsecond, as the database keeps it
public record Act(
        UUID organisation,
        Optional<UUID> actor,
        Kind kind,
        Optional<UUID> subject,
        Map<? extends Enum<?>, Long> counts,
        Instant at) {

    /// The highest count there is.
    public static final long MOST = 99_999_999;

    /// Below this a count cannot pass for a telephone number.
    private static final long COUNT_LIMIT = MOST + 1;

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /// Every kind of act there is.
    public enum Kind {
        /// Everything of one contact was erased; who it was is not kept.
        ERASURE_DONE,
        /// Timed retention ran; counts by class.
        RETENTION_RUN,
        /// Timed retention failed or was late.
        RETENTION_FAILED,
        /// A person brought a draft release into force; the first one, and those of a demonstration, come from the
        /// files.
        RELEASE_PUBLISHED,
        /// A new master key was put into the key set; the count names its kind, as in the next two.
        KEY_ADDED,
        /// It is the one new rows are made with from now on.
        KEY_USED,
        /// Old ones nothing needs any more were taken out.
        KEY_RETIRED,
        /// A backup was taken.
        BACKUP_TAKEN,
        /// A backup was put back.
        BACKUP_RESTORED,
        /// A person read the texts of a conversation.
        CONVERSATION_READ,
        /// A supervisor read what somebody wrote about the service; the subject is that text.
        FEEDBACK_READ,
        /// Whoever had a contact's yes to a referral asked to have the number shown; the subject is the
        /// conversation.
        REVEAL_ASKED,
        /// A supervisor agreed.
        REVEAL_CONFIRMED,
        /// A number was shown in clear at the command line, where nobody proves who sits; the subject is the
        /// reveal, which names both who let it be shown.
        NUMBER_REVEALED,
        /// A person changed what a conversation holds: flags, window, note.
        CONVERSATION_CHANGED,
        /// A person asked for a legal hold; the subject is the hold.
        HOLD_ASKED,
        /// A second person confirmed it: from now on it holds.
        HOLD_CONFIRMED,
        /// A person ended it, or its end date came.
        HOLD_ENDED,
        /// The contact's FORGET ended it.
        HOLD_ENDED_BY_ERASURE,
        /// A responder asked for a second person's yes, before a child is asked about a referral.
        SECOND_YES_ASKED,
        /// That person said yes.
        SECOND_YES_GIVEN,
        /// That person said no.
        SECOND_YES_REFUSED,
        /// A responder said that a note was given to a partner, as the contact had agreed.
        REFERRAL_GIVEN,
        /// A responder took a conversation.
        OFFER_ACCEPTED,
        /// A responder gave a conversation back or on.
        CONVERSATION_PASSED,
        /// A person joined a conversation to interpret.
        INTERPRETER_JOINED,
        /// A person said who must have nothing to do with a conversation's contact.
        PERSON_EXCLUDED,
        /// A supervisor took that back.
        PERSON_ALLOWED,
        /// A supervisor read who was asked for a conversation, and why.
        CHOICES_READ,
        /// A person closed a conversation.
        CONVERSATION_CLOSED,
        /// A person raised a flag of a conversation: danger, or a possible child.
        FLAG_RAISED,
        /// A supervisor lowered a flag of a conversation.
        FLAG_LOWERED,
        /// A person took note of an alarm.
        ALARM_ACKNOWLEDGED,
        /// A responder or supervisor was created or changed.
        STAFF_CHANGED,
        /// A schedule or an override was changed.
        ROTA_CHANGED,
        /// An organisation set an escalation policy, or went back to the shipped one; the subject is the version.
        POLICY_CHANGED;

        /// The word of the table, such as `erasure-done`.
        public String word() {
            return Act.word(this);
        }
    }

    /// @throws IllegalArgumentException when a count is negative or could pass for a telephone number
    public Act {
        counts = Map.copyOf(counts);
        at = at.truncatedTo(ChronoUnit.MICROS);
        for (var count : counts.entrySet()) {
            if (!WORD.matcher(word(count.getKey())).matches()) {
                throw new IllegalArgumentException("the name of a count is a plain word");
            }
            if (count.getValue() < 0 || count.getValue() >= COUNT_LIMIT) {
                throw new IllegalArgumentException("a count is from 0 to " + (COUNT_LIMIT - 1));
            }
        }
    }

    /// The program by itself did it, to nothing in particular, and nothing was counted.
    public static Act of(UUID organisation, Kind kind, Instant at) {
        return new Act(organisation, Optional.empty(), kind, Optional.empty(), Map.of(), at);
    }

    /// A person did it.
    public static Act by(UUID actor, UUID organisation, Kind kind, UUID subject, Instant at) {
        return new Act(organisation, Optional.of(actor), kind, Optional.of(subject), Map.of(), at);
    }

    /// The counts by their words, in order.
    SortedMap<String, Long> counted() {
        var words = new TreeMap<String, Long>();
        counts.forEach((name, count) -> words.put(word(name), count));
        return words;
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
