package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls by program: which phones the line rang, and what is done with them.
@Controller("/phone/api/calls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallApi {
    /// @param press a key; picks up first
    /// @param hangUp declines it
    /// @param machine a machine picks up and presses nothing
    @Serdeable
    record Order(
            @Nullable String press,
            @Nullable Boolean hangUp,
            @Nullable Boolean machine) {}

    /// A call of the line.
    ///
    /// @param answer what was said after a key
    @Serdeable
    record Ringing(
            long seq,
            String id,
            String at,
            String from,
            String to,
            String sentence,
            String status,
            @Nullable String answer) {
        @Override
        public String toString() {
            return "Ringing[" + seq + "]";
        }
    }

    /// @param next what to ask after the next time
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Ringings(List<Ringing> calls, long next) {}

    private final Calls calls;

    CallApi(Calls calls) {
        this.calls = calls;
    }

    @Get
    Ringings all(@QueryValue(defaultValue = "0") long after) {
        var found = calls.after(after).stream().map(CallApi::ringing).toList();
        return new Ringings(found, found.isEmpty() ? after : found.getLast().seq());
    }

    @Post("/{id}")
    HttpResponse<?> answer(@PathVariable String id, @Body Order order) {
        Optional<Calls.Call> done;
        if (order.press() != null && order.press().matches("[0-9*#]")) {
            done = calls.press(id, order.press().charAt(0));
        } else if (Boolean.TRUE.equals(order.hangUp())) {
            done = calls.end(id, Calls.Status.BUSY);
        } else if (Boolean.TRUE.equals(order.machine())) {
            done = calls.end(id, Calls.Status.COMPLETED);
        } else {
            return Problem.badRequest(
                    "nothing is done with the call",
                    "Write {\"press\":\"1\"}, {\"hangUp\":true} or {\"machine\":true}.");
        }
        return done.<HttpResponse<?>>map(call -> HttpResponse.ok(ringing(call)))
                .orElseGet(() -> Problem.badRequest("no such call rings", "It ended, or rang 30 seconds."));
    }

    static Ringing ringing(Calls.Call call) {
        return new Ringing(
                call.seq(),
                call.id(),
                call.at().toString(),
                call.from(),
                call.to(),
                call.sentence(),
                call.status().word(),
                call.answer().orElse(null));
    }
}
