package org.amparo.conversations;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Ends the legal holds whose date has come.
@Context
final class HoldPoller {
    HoldPoller(LegalHolds holds, Pollers pollers) {
        pollers.start(DueWork.of("legal-holds", holds::endNextPast, _ -> holds.nextEnd()));
    }
}
