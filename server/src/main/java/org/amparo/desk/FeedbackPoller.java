package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.feedback.Feedback;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Tells supervisors of words about the service once that is due.
@Context
final class FeedbackPoller implements Poller.Work {
    private final FeedbackReading reading;
    private final InstantSource time;
    private final Pollers pollers;

    FeedbackPoller(FeedbackReading reading, InstantSource time, Pollers pollers) {
        this.reading = reading;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Feedback.POLLER;
    }

    @Override
    public boolean step() {
        return reading.tell(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return reading.nextDue(time.instant());
    }
}
