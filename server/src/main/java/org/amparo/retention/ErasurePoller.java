package org.amparo.retention;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Runs the erasures that are due. The log names nobody who is being erased, not even by an id.
@Context
final class ErasurePoller {
    ErasurePoller(Erasures erasures, Pollers pollers) {
        pollers.start(DueWork.of(Erasures.POLLER, erasures::eraseNext, erasures::nextDue)
                .puttingOff(_ -> "an erasure", erasures::later));
    }
}
