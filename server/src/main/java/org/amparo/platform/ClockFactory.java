package org.amparo.platform;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.time.InstantSourceFactory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Gives every room the movable clock. The framework brings a clock of its own, which would win and never move.
@Factory
final class ClockFactory {
    @Singleton
    @Primary
    @Replaces(bean = InstantSource.class, factory = InstantSourceFactory.class)
    InstantSource time(MovableClock clock) {
        return clock;
    }
}
