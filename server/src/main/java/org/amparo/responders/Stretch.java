package org.amparo.responders;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long somebody has been writing with contacts without a pause of ten minutes. After ninety the queue brings
/// them nobody new until they have paused (`domain.md` F.10). Pure.
///
/// @param since when they began to write
/// @param last when they wrote last
public record Stretch(Instant since, Instant last) {
    public static final Duration MOST = Duration.ofMinutes(90);
    public static final Duration PAUSE = Duration.ofMinutes(10);

    /// They wrote, to whichever contact.
    static Stretch wrote(Optional<Stretch> before, Instant now) {
        return before.filter(one -> now.isBefore(one.ends()))
                .map(one -> new Stretch(one.since(), now))
                .orElse(new Stretch(now, now));
    }

    /// They have written for so long that a pause is due, and have not had it yet.
    public boolean pauseDue(Instant now) {
        return isLong() && now.isBefore(ends());
    }

    private boolean isLong() {
        return !last.isBefore(since.plus(MOST));
    }

    /// When they have paused, if they write no more.
    private Instant ends() {
        return last.plus(PAUSE);
    }
}
