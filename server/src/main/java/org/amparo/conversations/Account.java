package org.amparo.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What MYDATA says: how many texts are held and until when, and what the contact said about keeping them; never
/// content (`domain.md` G.3, E.3).
///
/// @param texts of the contact
/// @param agreed their answer on keeping texts; empty while there is none
/// @param until the last of it is gone then
public record Account(int texts, Optional<Boolean> agreed, Instant until) {
    private static final String CONSENTED = "yes";
    private static final String REFUSED = "no";

    /// How long texts are kept without consent: in danger, as a message left for later, else (`domain.md` G.1).
    private static final int DANGER_DAYS = 3;

    private static final int LEFT_MESSAGE_DAYS = 7;
    private static final int OTHER_DAYS = 1;

    /// At most; a day after it was read.
    private static final int FEEDBACK_DAYS = 30;

    /// The conversation that is not closed.
    ///
    /// @param consent the answer, `asked`, or empty while it was never asked
    /// @param live somebody waits or is talked with; else a message was left
    public record Open(int texts, Optional<String> consent, boolean danger, boolean live) {
        boolean holdsAnything() {
            return texts > 0 || consent.isPresent();
        }
    }

    /// What they wrote about the service.
    ///
    /// @param newest when the last of it came
    public record Feedback(int texts, Optional<Instant> newest) {}

    /// @param closed what is kept of talks that ended
    /// @param agreed yes to keeping texts is on file
    /// @param messageDays days that texts are kept with consent
    /// @return empty when nothing is held
    public static Optional<Account> of(
            Open open,
            List<Conversations.Kept> closed,
            Feedback feedback,
            boolean agreed,
            int messageDays,
            Instant now) {
        if (!open.holdsAnything() && closed.isEmpty() && feedback.texts() == 0) {
            return Optional.empty();
        }
        int texts = open.texts()
                + feedback.texts()
                + closed.stream().mapToInt(Conversations.Kept::texts).sum();
        var answer = switch (open.consent().orElse("")) {
            case CONSENTED -> Optional.of(true);
            case REFUSED -> Optional.of(false);
            default -> agreed ? Optional.of(true) : Optional.<Boolean>empty();
        };
        var live = open.holdsAnything()
                ? Stream.of(now.plus(Duration.ofDays(days(open, messageDays))))
                : Stream.<Instant>empty();
        var ended = closed.stream()
                .map(kept -> kept.closedAt().plus(Duration.ofDays(kept.agreed() ? messageDays : OTHER_DAYS)));
        var written = feedback.newest().stream().map(came -> came.plus(Duration.ofDays(FEEDBACK_DAYS)));
        var until = Stream.of(live, ended, written).flatMap(one -> one).max(Comparator.naturalOrder());
        return Optional.of(new Account(texts, answer, until.orElse(now)));
    }

    private static int days(Open open, int messageDays) {
        if (open.consent().filter(CONSENTED::equals).isPresent()) {
            return messageDays;
        }
        if (open.danger() && open.consent().filter(REFUSED::equals).isEmpty()) {
            return DANGER_DAYS;
        }
        return open.live() ? OTHER_DAYS : LEFT_MESSAGE_DAYS;
    }
}
