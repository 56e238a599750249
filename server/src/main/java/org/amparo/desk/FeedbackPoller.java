package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import org.amparo.feedback.Feedback;
import org.amparo.platform.DueWork;
import org.amparo.platform.Pollers;

/// Tells supervisors of words about the service once that is due.
@Context
final class FeedbackPoller {
    FeedbackPoller(FeedbackReading reading, Pollers pollers) {
        pollers.start(DueWork.of(Feedback.POLLER, reading::tell, reading::nextDue));
    }
}
