package org.amparo.platform;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long a kind of thing is kept, why, on which ground, and who sees it (`domain.md` G.1, `rulings.md` 2). Every
/// column of every table belongs to one.
///
/// The time is configurable within its bounds, under `amparo.retention.` and [#key()]; nobody is told a longer one
/// than the longest. A class without a time ends by an event, or never: [#ends()] says which.
public enum RetentionClass {
    NUMBER(
            "to reply",
            List.of(Ground.SERVICE, Ground.VITAL_INTERESTS),
            List.of(Viewer.NOBODY),
            Promise.NOT_BEFORE,
            hours(1, 24, 24),
            "after the last text, while no conversation, left message, follow-up or erasure is open; with texts "
                    + "that are kept, as long as they are"),
    CONTACT(
            "to know that two texts come from one person, and answer in the right language",
            List.of(Ground.LEGITIMATE_INTEREST),
            List.of(Viewer.PROGRAM),
            Promise.NOT_BEFORE,
            hours(1, 24, 24),
            "with the number, in the same moment"),
    SESSION(
            "to go on where the person was",
            List.of(Ground.LEGITIMATE_INTEREST),
            List.of(Viewer.PROGRAM),
            Promise.NOT_BEFORE,
            hours(1, 24, 24),
            "after the last text"),
    SAFETY(
            "to stay silent when texting is not safe",
            List.of(Ground.CONSENT, Ground.VITAL_INTERESTS),
            List.of(Viewer.PROGRAM, Viewer.HOLDER),
            Promise.AT_MOST,
            days(1, 30, 30),
            "after the last text, and never longer than the number"),
    CONVERSATION(
            "so that a person can answer, danger and children first",
            List.of(Ground.VITAL_INTERESTS, Ground.SERVICE),
            List.of(Viewer.HOLDER, Viewer.SUPERVISOR),
            Promise.UNTIL,
            Optional.empty(),
            "with its texts; while it is open, until it is closed"),
    TEXT_WITHOUT_CONSENT(
            "so that a person can help",
            List.of(Ground.SERVICE),
            List.of(Viewer.HOLDER, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            hours(1, 24, 24),
            "after the talk was closed"),
    TEXT_WITH_CONSENT(
            "so that a person can help, and go on helping",
            List.of(Ground.CONSENT),
            List.of(Viewer.HOLDER, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            days(1, 30, 30),
            "after the talk was closed, or after its last text while it is open"),
    DANGER_TEXT(
            "to help somebody in danger, or a child, who cannot be asked first",
            List.of(Ground.VITAL_INTERESTS),
            List.of(Viewer.HOLDER, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            hours(24, 72, 72),
            "after the last text of the talk"),
    LEFT_MESSAGE(
            "to answer when somebody is there",
            List.of(Ground.SERVICE),
            List.of(Viewer.HOLDER, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            days(1, 7, 7),
            "after it was left, or after the last text of who still waits; sooner when it is answered"),
    HANDOVER_NOTE(
            "so that nobody has to tell the story twice",
            List.of(Ground.CONSENT),
            List.of(Viewer.HOLDER),
            Promise.AT_MOST,
            days(1, 7, 7),
            "after the hand-over"),
    CONSENT_RECORD(
            "to show that we were allowed to",
            List.of(Ground.LEGAL_DUTY),
            List.of(Viewer.DATA_OFFICER),
            Promise.AT_MOST,
            days(30, 365, 365),
            "after what it allowed us to keep is gone; FORGET removes it at once"),
    REFERRAL(
            "to show that a referral was agreed",
            List.of(Ground.CONSENT),
            List.of(Viewer.DATA_OFFICER),
            Promise.AT_MOST,
            days(30, 365, 365),
            "after the referral"),
    OPT_OUT(
            "to honour STOP",
            List.of(Ground.LEGAL_DUTY),
            List.of(Viewer.NOBODY),
            Promise.UNTIL,
            Optional.empty(),
            "until START; it outlives FORGET, and the person is told"),
    STATISTICS_RAW(
            "to run and judge the service",
            List.of(Ground.ANONYMOUS),
            List.of(Viewer.DIRECTOR, Viewer.DATA_OFFICER),
            Promise.AT_MOST,
            days(7, 90, 90),
            "after the week it counts; then it is added to a monthly sum"),
    STATISTICS(
            "to run and judge the service",
            List.of(Ground.ANONYMOUS),
            List.of(Viewer.DIRECTOR, Viewer.DATA_OFFICER),
            Promise.UNTIL,
            Optional.empty(),
            "for ever: sums of a month, with nobody in them"),
    DELIVERY(
            "to know that a text arrived, and send it again when it did not",
            List.of(Ground.CONTRACT),
            List.of(Viewer.PROGRAM),
            Promise.AT_MOST,
            days(1, 7, 7),
            "after the text was queued"),
    OUTBOX_BODY(
            "to send the text",
            List.of(Ground.SERVICE),
            List.of(Viewer.PROGRAM),
            Promise.AT_MOST,
            hours(1, 24, 24),
            "after the text was queued; sooner when it has arrived or cannot"),
    CARRIER_DELETION(
            "to have the carrier delete its copy, and see that it did",
            List.of(Ground.LEGAL_DUTY),
            List.of(Viewer.PROGRAM),
            Promise.AT_MOST,
            days(7, 30, 30),
            "after the deletion was asked for; sooner when the carrier has confirmed it"),
    CLAIM(
            "so that no text counts twice, whatever is sent to us again",
            List.of(Ground.LEGITIMATE_INTEREST),
            List.of(Viewer.NOBODY),
            Promise.AT_MOST,
            days(400, 400, 400),
            "after the text came"),
    UNHANDLED(
            "so that no text is lost when our own program or database fails",
            List.of(Ground.SERVICE, Ground.VITAL_INTERESTS),
            List.of(Viewer.PROGRAM),
            Promise.AT_MOST,
            hours(6, 24, 24),
            "after the text came; sooner when it is handled"),
    ERASURE(
            "to erase who asked for it",
            List.of(Ground.LEGAL_DUTY),
            List.of(Viewer.PROGRAM),
            Promise.UNTIL,
            Optional.empty(),
            "until the erasure is done, within a minute"),
    DATA_KEY(
            "to seal everything else; destroying it erases what it sealed, in backups too",
            List.of(Ground.LEGAL_DUTY),
            List.of(Viewer.NOBODY),
            Promise.UNTIL,
            Optional.empty(),
            "with what it seals, in the same moment"),
    RUN(
            "so that somebody is asked until somebody answers",
            List.of(Ground.VITAL_INTERESTS, Ground.LEGITIMATE_INTEREST),
            List.of(Viewer.PROGRAM, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            days(1, 7, 7),
            "after it ended: offers, alarms, who was asked when, by ids alone"),
    AUDIT(
            "to show who did what",
            List.of(Ground.LEGAL_DUTY, Ground.LEGITIMATE_INTEREST),
            List.of(Viewer.DATA_OFFICER),
            Promise.AT_MOST,
            days(90, 365, 365),
            "after the act"),
    STAFF(
            "to run the service",
            List.of(Ground.CONTRACT),
            List.of(Viewer.ADMINISTRATOR, Viewer.SUPERVISOR),
            Promise.AT_MOST,
            days(1, 365, 365),
            "after the person has left"),
    DEPLOYMENT(
            "to run the program",
            List.of(Ground.NOT_PERSONAL),
            List.of(Viewer.ADMINISTRATOR),
            Promise.UNTIL,
            Optional.empty(),
            "as long as the deployment: settings, with nobody in them"),
    CONTENT(
            "to prove what was said, and go back",
            List.of(Ground.NOT_PERSONAL),
            List.of(Viewer.EVERYBODY),
            Promise.UNTIL,
            Optional.empty(),
            "as long as the deployment: the texts of the service, with nobody in them");

    /// Why we may keep it, in the words of the GDPR.
    public enum Ground {
        SERVICE("service asked for by the person"),
        VITAL_INTERESTS("vital interests"),
        CONSENT("explicit consent"),
        LEGITIMATE_INTEREST("legitimate interest"),
        LEGAL_DUTY("legal duty"),
        CONTRACT("contract"),
        ANONYMOUS("anonymous once detached"),
        NOT_PERSONAL("not personal");

        private final String words;

        Ground(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Who gets to see it.
    public enum Viewer {
        NOBODY("nobody"),
        PROGRAM("nobody; the program uses it"),
        HOLDER("the responder in the talk"),
        SUPERVISOR("the supervisor of the shift"),
        DATA_OFFICER("the data officer"),
        DIRECTOR("the director"),
        ADMINISTRATOR("the administrator"),
        EVERYBODY("everybody");

        private final String words;

        Viewer(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

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

    private final String why;
    private final List<Ground> grounds;
    private final List<Viewer> seenBy;
    private final Promise promise;
    private final Optional<Bounds> bounds;
    private final String ends;

    RetentionClass(
            String why,
            List<Ground> grounds,
            List<Viewer> seenBy,
            Promise promise,
            Optional<Bounds> bounds,
            String ends) {
        this.why = why;
        this.grounds = grounds;
        this.seenBy = seenBy;
        this.promise = promise;
        this.bounds = bounds;
        this.ends = ends;
    }

    public String why() {
        return why;
    }

    public List<Ground> grounds() {
        return grounds;
    }

    public List<Viewer> seenBy() {
        return seenBy;
    }

    public Promise promise() {
        return promise;
    }

    /// Empty for a class without a time.
    public Optional<Bounds> bounds() {
        return bounds;
    }

    /// From when the time counts, or what ends it.
    public String ends() {
        return ends;
    }

    /// Its name in settings and counts, such as `left-message`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Bounds> hours(long shortest, long usual, long longest) {
        return Optional.of(new Bounds(Duration.ofHours(shortest), Duration.ofHours(usual), Duration.ofHours(longest)));
    }

    private static Optional<Bounds> days(long shortest, long usual, long longest) {
        return Optional.of(new Bounds(Duration.ofDays(shortest), Duration.ofDays(usual), Duration.ofDays(longest)));
    }
}
