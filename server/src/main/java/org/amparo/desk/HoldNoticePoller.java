package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Tells people of a legal hold that an erasure ended it.
@Context
final class HoldNoticePoller {
    HoldNoticePoller(HoldNotices notices, Pollers pollers) {
        pollers.start(DueWork.of("hold-notices", notices::tell, _ -> notices.nextDue())
                .puttingOff(failed -> "the end of hold " + failed.piece(), notices::later));
    }
}
