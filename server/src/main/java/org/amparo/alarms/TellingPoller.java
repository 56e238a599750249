package org.amparo.alarms;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Tells of the alarms that are due.
@Context
final class TellingPoller {
    TellingPoller(Telling telling, AlarmRows rows, Pollers pollers) {
        pollers.start(DueWork.of(Alarms.POLLER, telling::next, _ -> rows.nextDue())
                .puttingOff(failed -> "alarm " + failed.piece(), telling::later));
    }
}
