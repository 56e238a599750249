package org.amparo.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.amparo.contacts.SendingState;
import org.amparo.conversations.Conversations;
import org.amparo.feedback.Feedback;
import org.amparo.lines.Line;
import org.amparo.reading.Reading;
import org.amparo.responders.Gender;

/// Everything a decision looks at: what the text says, who wrote it, where they stand, and the moment.
///
/// @param locale the contact's language so far
/// @param stopped the opt-out ledger has the contact
/// @param restartAskedAt when `restart-ask` last went out
/// @param talk the open conversation with the line, if one waits or is held
/// @param lastCrisis when a `crisis` last left: it is not repeated within 15 minutes
/// @param served the carrier carries texts to this number
/// @param elsewhere the number's country is not the line's (compared, never stored)
/// @param blank the text holds no character a person could read
/// @param afterUnsafe the mark of UNSAFE stood until this text lifted it
/// @param silentWord the text is the deployment's harmless word for UNSAFE
/// @param kept what is kept of earlier talks
/// @param codeWord the secret word is asked for, and this text could be it
/// @param late the text came so long ago that no answer to it will leave
public record Situation(
        Reading reading,
        Dialogue dialogue,
        Line line,
        Optional<String> locale,
        boolean localeChosen,
        boolean childPossible,
        SendingState sending,
        boolean stopped,
        Optional<Instant> restartAskedAt,
        Talk talk,
        Optional<Instant> lastCrisis,
        boolean media,
        boolean blank,
        boolean served,
        boolean elsewhere,
        boolean afterUnsafe,
        boolean silentWord,
        boolean late,
        Kept kept,
        Optional<CodeWord.Asked> codeWord,
        Duty duty,
        Instant now) {

    /// Who answers this line, looked up only where a person is asked for.
    public interface Duty {
        /// Nobody at all is on duty; being on call for danger does not count.
        boolean nobody();

        /// The next shift of somebody who speaks that language.
        Optional<Instant> next(String locale);

        /// A woman, or a man, who speaks that language is on duty.
        boolean has(Gender gender, String locale);

        /// How many are asked for before them, who wait for that language.
        int ahead(String locale);

        /// In about how many minutes somebody comes who speaks it; empty when nobody can say.
        OptionalInt minutes(String locale, boolean child);
    }

    /// What is kept beside the open conversation.
    ///
    /// @param agreed yes to keeping texts is on file, under the text as it is now
    /// @param limited a talk was ended for insults or threats less than a day ago
    /// @param closed of talks that ended, the newest first
    /// @param feedback what they wrote about the service
    public record Kept(boolean agreed, boolean limited, List<Conversations.Kept> closed, Feedback.Kept feedback) {
        static final Kept NOTHING = new Kept(false, false, List.of(), Feedback.Kept.NOTHING);

        public Kept {
            closed = List.copyOf(closed);
        }
    }

    /// The open conversation, as far as the automatic part must know it.
    ///
    /// @param held a responder holds it
    /// @param consent the answer, or `asked`; empty while it was never asked
    /// @param texts how many texts are kept
    public record Talk(boolean waiting, boolean held, boolean danger, Optional<String> consent, int texts) {
        public static final Talk NONE = new Talk(false, false, false, Optional.empty(), 0);

        public boolean open() {
            return waiting || held;
        }
    }

    /// A `crisis` left less than so long ago.
    boolean crisisWithin(Duration time) {
        return lastCrisis.filter(at -> now.isBefore(at.plus(time))).isPresent();
    }

    /// A question can reach the person: what asks one first when it can must else act without (`rulings.md` 1).
    boolean canAsk() {
        return served && !late;
    }

    boolean safe() {
        return sending.safeAt(now);
    }
}
