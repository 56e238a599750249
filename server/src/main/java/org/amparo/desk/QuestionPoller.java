package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import org.amparo.contacts.Consents;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Closes questions of responders that nobody answered in time. Every node has one; each question is closed once.
@Context
final class QuestionPoller {
    QuestionPoller(Agreements agreements, Consents consents, Pollers pollers) {
        pollers.start(DueWork.of("open-questions", agreements::lapse, _ -> consents.nextLapse()));
    }
}
