package org.amparo.audit;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Links the events of each minute that is over.
@Context
final class LinkPoller {
    static final String NAME = "audit";

    LinkPoller(Chain chain, Pollers pollers) {
        pollers.start(DueWork.of(NAME, chain::linkNext, _ -> chain.nextDue()));
    }
}
