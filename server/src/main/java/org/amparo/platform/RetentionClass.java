package org.amparo.platform;

import java.time.Duration;
import java.util.Optional;

/// How long a kind of thing is kept, why, on which ground, and who sees it (`domain.md` G.1, `rulings.md` 2). Every
/// column of every table belongs to one.
///
/// The time is configurable within its bounds, by `AMPARO_RETENTION_` and its name; people are told the longest. A
/// class without a time ends by an event, or never: [#ends()] says which.
public enum RetentionClass {
    NUMBER(
            "to reply",
            "service asked for by the person, vital interests",
            "nobody",
            Promise.NOT_BEFORE,
            1,
            24,
            24,
            "after the last text, while no conversation, left message, follow-up or erasure is open; with texts "
                    + "that are kept, as long as they are"),
    CONTACT(
            "to know that two texts come from one person, and answer in the right language",
            "legitimate interest",
            "nobody; the program uses it",
            Promise.UNTIL,
            0,
            0,
            0,
            "with the number, in the same moment"),
    SESSION(
            "to go on where the person was",
            "legitimate interest",
            "nobody; the program uses it",
            Promise.NOT_BEFORE,
            1,
            24,
            24,
            "after the last text"),
    SAFETY(
            "to stay silent when texting is not safe",
            "explicit consent, vital interests",
            "nobody; the program uses it, the responder in the talk",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            30 * Hours.A_DAY,
            30 * Hours.A_DAY,
            "after the last text, and never longer than the number"),
    CONVERSATION(
            "so that a person can answer, danger and children first",
            "vital interests, service asked for by the person",
            "the responder in the talk, the supervisor of the shift",
            Promise.UNTIL,
            0,
            0,
            0,
            "with its texts; while it is open, until it is closed"),
    TEXT_WITHOUT_CONSENT(
            "so that a person can help",
            "service asked for by the person",
            "the responder in the talk, the supervisor of the shift",
            Promise.AT_MOST,
            1,
            24,
            24,
            "after the talk was closed"),
    TEXT_WITH_CONSENT(
            "so that a person can help, and go on helping",
            "explicit consent",
            "the responder in the talk, the supervisor of the shift",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            30 * Hours.A_DAY,
            30 * Hours.A_DAY,
            "after the talk was closed, or after its last text while it is open"),
    DANGER_TEXT(
            "to help somebody in danger, or a child, who cannot be asked first",
            "vital interests",
            "the responder in the talk, the supervisor of the shift",
            Promise.AT_MOST,
            24,
            72,
            72,
            "after the last text of the talk"),
    LEFT_MESSAGE(
            "to answer when somebody is there",
            "service asked for by the person",
            "the responder in the talk, the supervisor of the shift",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            7 * Hours.A_DAY,
            7 * Hours.A_DAY,
            "after it was left, or after the last text of who still waits; sooner when it is answered"),
    PRACTICE(
            "to train those who answer",
            "legitimate interest",
            "who takes part in the practice",
            Promise.AT_MOST,
            2,
            24,
            24,
            "after the practice phone wrote last: then everything about it goes; of one in daily use a talk goes as"
                    + " long after it was closed"),
    FEEDBACK(
            "to hear what people say of the service, and mend it",
            "service asked for by the person",
            "the supervisor who reads it",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            30 * Hours.A_DAY,
            30 * Hours.A_DAY,
            "after it came; a day after it was read, when that is sooner"),
    HANDOVER_NOTE(
            "so that nobody has to tell the story twice",
            "explicit consent",
            "the responder in the talk",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            7 * Hours.A_DAY,
            7 * Hours.A_DAY,
            "after the hand-over"),
    CONSENT_RECORD(
            "to show that we were allowed to",
            "legal duty",
            "the data officer",
            Promise.AT_MOST,
            30 * Hours.A_DAY,
            365 * Hours.A_DAY,
            365 * Hours.A_DAY,
            "after what it allowed us to keep is gone; FORGET removes it at once"),
    REFERRAL(
            "to show that a referral was agreed",
            "explicit consent",
            "the data officer",
            Promise.AT_MOST,
            30 * Hours.A_DAY,
            365 * Hours.A_DAY,
            365 * Hours.A_DAY,
            "after the referral"),
    OPT_OUT(
            "to honour STOP",
            "legal duty",
            "nobody",
            Promise.UNTIL,
            0,
            0,
            0,
            "until START; it outlives FORGET, and the person is told"),
    STATISTICS_RAW(
            "to run and judge the service",
            "anonymous once detached",
            "the director, the data officer",
            Promise.AT_MOST,
            7 * Hours.A_DAY,
            90 * Hours.A_DAY,
            90 * Hours.A_DAY,
            "after the week it counts; then it is added to a monthly sum"),
    STATISTICS(
            "to run and judge the service",
            "anonymous once detached",
            "the director, the data officer",
            Promise.UNTIL,
            0,
            0,
            0,
            "for ever: sums of a month, with nobody in them"),
    DELIVERY(
            "to know that a text arrived, and send it again when it did not",
            "contract",
            "nobody; the program uses it",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            7 * Hours.A_DAY,
            7 * Hours.A_DAY,
            "after the text arrived or could not"),
    OUTBOX_BODY(
            "to send the text",
            "service asked for by the person",
            "nobody; the program uses it",
            Promise.AT_MOST,
            1,
            24,
            24,
            "after the text was queued; sooner when it has arrived or cannot"),
    CARRIER_DELETION(
            "to have the carrier delete its copy, and see that it did",
            "legal duty",
            "nobody; the program uses it",
            Promise.AT_MOST,
            7 * Hours.A_DAY,
            30 * Hours.A_DAY,
            30 * Hours.A_DAY,
            "after the deletion was asked for; sooner when the carrier has confirmed it"),
    CLAIM(
            "so that no text counts twice, whatever is sent to us again",
            "legitimate interest",
            "nobody",
            Promise.NOT_BEFORE,
            400 * Hours.A_DAY,
            400 * Hours.A_DAY,
            400 * Hours.A_DAY,
            "after the text came"),
    UNHANDLED(
            "so that no text is lost when our own program or database fails",
            "service asked for by the person, vital interests",
            "nobody; the program uses it",
            Promise.AT_MOST,
            6,
            24,
            24,
            "after the text came; sooner when it is handled"),
    ERASURE(
            "to erase who asked for it",
            "legal duty",
            "nobody; the program uses it",
            Promise.UNTIL,
            0,
            0,
            0,
            "until the erasure is done, within a minute"),
    DATA_KEY(
            "to seal everything else; destroying it erases what it sealed, in backups too",
            "legal duty",
            "nobody",
            Promise.UNTIL,
            0,
            0,
            0,
            "with what it seals, in the same moment"),
    RUN(
            "so that somebody is asked until somebody answers",
            "vital interests, legitimate interest",
            "nobody; the program uses it, the supervisor of the shift",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            7 * Hours.A_DAY,
            7 * Hours.A_DAY,
            "after it ended: offers, alarms, who was asked when, by ids alone"),
    AUDIT(
            "to show who did what",
            "legal duty, legitimate interest",
            "the data officer",
            Promise.AT_MOST,
            90 * Hours.A_DAY,
            365 * Hours.A_DAY,
            365 * Hours.A_DAY,
            "after the act"),
    STAFF(
            "to run the service",
            "contract",
            "the administrator, the supervisor of the shift",
            Promise.AT_MOST,
            1 * Hours.A_DAY,
            365 * Hours.A_DAY,
            365 * Hours.A_DAY,
            "after the person has left"),
    DEPLOYMENT(
            "to run the program",
            "not personal",
            "the administrator",
            Promise.UNTIL,
            0,
            0,
            0,
            "as long as the deployment: settings, with nobody in them"),
    CONTENT(
            "to prove what was said, and go back",
            "not personal",
            "everybody",
            Promise.UNTIL,
            0,
            0,
            0,
            "as long as the deployment: the texts of the service, with nobody in them");

    /// How exact the time is, since the run that removes things comes by only now and then.
    public enum Promise {
        /// Gone before the time is over: removed by the last run before it.
        AT_MOST,
        /// Still there until the time is over, since the service rests on it: removed by the first run after it.
        NOT_BEFORE,
        /// No time: it ends by an event.
        UNTIL
    }

    /// @param shortest less would break the service
    /// @param longest what people are told; more is refused
    public record Bounds(Duration shortest, Duration usual, Duration longest) {}

    private static final class Hours {
        static final int A_DAY = 24;
    }

    private final String why;
    private final String ground;
    private final String seenBy;
    private final Promise promise;
    private final Duration shortest;
    private final Duration usual;
    private final Duration longest;
    private final String ends;

    /// @param shortest in hours, as `usual` and `longest`; 0 for a class without a time
    RetentionClass(
            String why,
            String ground,
            String seenBy,
            Promise promise,
            int shortest,
            int usual,
            int longest,
            String ends) {
        this.why = why;
        this.ground = ground;
        this.seenBy = seenBy;
        this.promise = promise;
        this.shortest = Duration.ofHours(shortest);
        this.usual = Duration.ofHours(usual);
        this.longest = Duration.ofHours(longest);
        this.ends = ends;
    }

    public String why() {
        return why;
    }

    /// Why we may keep it, in the words of the GDPR.
    public String ground() {
        return ground;
    }

    public String seenBy() {
        return seenBy;
    }

    public Promise promise() {
        return promise;
    }

    /// Empty for a class without a time.
    public Optional<Bounds> bounds() {
        return promise == Promise.UNTIL ? Optional.empty() : Optional.of(new Bounds(shortest, usual, longest));
    }

    /// From when the time counts, or what ends it.
    public String ends() {
        return ends;
    }
}
