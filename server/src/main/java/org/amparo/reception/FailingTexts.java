package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// A text our own code fails on again and again: somebody has no answer, and may be in danger.
@Singleton
final class FailingTexts implements Watched {
    private final Unhandled unhandled;

    FailingTexts(Unhandled unhandled) {
        this.unhandled = unhandled;
    }

    @Override
    public String work() {
        return "unhandled";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return unhandled.oldest(2, Integer.MAX_VALUE);
    }

    @Override
    public Duration bound() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.UNHANDLED_TEXT);
    }
}
