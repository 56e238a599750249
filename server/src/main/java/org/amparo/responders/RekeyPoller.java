package org.amparo.responders;

import io.micronaut.context.annotation.Context;
import java.util.Optional;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Looks for numbers of people who answer that an earlier lookup key knows.
@Context
final class RekeyPoller {
    RekeyPoller(Rekeying rekeying, Pollers pollers) {
        pollers.start(DueWork.of("responder-keys", _ -> rekeying.some(), _ -> Optional.empty()));
    }
}
