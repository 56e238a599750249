package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Looks at the second answers that are asked for and due. Every node has one; each is claimed, so none is done
/// twice.
@Context
final class SecondYesPoller {
    SecondYesPoller(SecondYesSearch search, SecondYesRows rows, Pollers pollers) {
        pollers.start(DueWork.of(SecondYesRows.POLLER, search::next, _ -> rows.nextDue())
                .puttingOff(failed -> "second yes " + failed.piece(), search::later));
    }
}
