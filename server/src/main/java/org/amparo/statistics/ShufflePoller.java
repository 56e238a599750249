package org.amparo.statistics;

import io.micronaut.context.annotation.Context;
import java.time.InstantSource;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Shuffles the events of each day.
@Context
final class ShufflePoller {
    ShufflePoller(StatisticRows rows, InstantSource time, Pollers pollers) {
        rows.prepare(time.instant());
        pollers.start(DueWork.of("statistics", rows::shuffle, rows::nextDue));
    }
}
