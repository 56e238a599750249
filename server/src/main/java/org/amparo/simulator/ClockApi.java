package org.amparo.simulator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.amparo.platform.DeploymentClock;
import org.jspecify.annotations.Nullable;

/// Shows the deployment's clock and moves it forward; never back.
@Controller("/phone/api/clock")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClockApi {
    private static final Duration FURTHEST = Duration.ofDays(400);

    /// @param forward an ISO 8601 duration, such as `PT10M`
    @Serdeable
    record Order(@Nullable String forward) {}

    @Serdeable
    record Now(String now) {}

    private final DeploymentClock clock;
    private final Feed feed;

    ClockApi(DeploymentClock clock, Feed feed) {
        this.clock = clock;
        this.feed = feed;
    }

    @Get
    Now now() {
        return new Now(clock.now().toString());
    }

    @Post
    HttpResponse<?> move(@Body Order order) {
        if (order.forward() == null) {
            return Problem.badRequest("forward is missing", "Write how far, such as {\"forward\":\"PT10M\"}.");
        }
        Duration by;
        try {
            by = Duration.parse(order.forward());
        } catch (DateTimeParseException | ArithmeticException e) {
            return Problem.badRequest("forward is no ISO 8601 duration", "Write it such as PT10M, PT1H30M or P1D.");
        }
        if (by.isNegative()) {
            return Problem.badRequest("time only moves forward", "Write a duration above zero, such as PT10M.");
        }
        if (by.compareTo(FURTHEST) > 0) {
            return Problem.badRequest("forward is too far", "Move at most P400D at a time.");
        }
        var now = clock.forward(by);
        feed.touch();
        return HttpResponse.ok(new Now(now.toString()));
    }
}
