package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import org.amparo.conversations.Silences;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Looks at the talks whose contact may be silent. Every node has one; a talk is claimed, so none is done twice.
@Context
final class SilencePoller {
    SilencePoller(QuietTalks talks, Silences silences, Pollers pollers) {
        pollers.start(DueWork.of("silences", talks::next, _ -> silences.nextDue())
                .puttingOff(failed -> "talk " + failed.piece(), talks::later));
    }
}
