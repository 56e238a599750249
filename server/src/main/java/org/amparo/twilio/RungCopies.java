package org.amparo.twilio;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.delivery.Copies;
import org.amparo.platform.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Somebody rang a line: the carrier's record of the call, with their number in it, is to be deleted once the call
/// is over.
@Singleton
@Requires(beans = Copies.class)
class RungCopies implements RungLines {
    private static final Logger LOG = LoggerFactory.getLogger(RungCopies.class);

    /// The sentence is spoken by then; a call that still goes on is asked about again.
    private static final Duration OVER = Duration.ofMinutes(2);

    private final Copies copies;
    private final MessageForm messages;
    private final InstantSource time;

    RungCopies(Copies copies, MessageForm messages, InstantSource time) {
        this.copies = copies;
        this.messages = messages;
        this.time = time;
    }

    /// Whatever goes wrong here must not keep the caller from being answered: the daily look through the carrier's
    /// list finds the call too.
    @Override
    public void by(Form form, String callId) {
        try {
            var now = time.instant();
            messages.line(form)
                    .ifPresent(line -> copies.handled(line, callId, false, Optional.empty(), now.plus(OVER), now));
        } catch (RuntimeException e) {
            LOG.warn("a call's copy is found tomorrow: it could not be noted now ({})", FailureKind.of(e));
        }
    }
}
