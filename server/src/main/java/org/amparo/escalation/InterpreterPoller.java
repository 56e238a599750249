package org.amparo.escalation;

import io.micronaut.context.annotation.Context;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Looks at the searches for interpreters that are due. Every node has one; a search is claimed, so none is done
/// twice.
@Context
final class InterpreterPoller {
    InterpreterPoller(Interpreting interpreting, InterpreterRows rows, Pollers pollers) {
        pollers.start(DueWork.of(InterpreterRows.POLLER, interpreting::next, _ -> rows.nextDue())
                .puttingOff(failed -> "search for an interpreter " + failed.piece(), interpreting::later));
    }
}
