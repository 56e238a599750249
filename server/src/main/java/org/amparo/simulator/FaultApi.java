package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Switches the network's faults on and off.
@Controller("/phone/api/faults")
final class FaultApi {
    /// @param times strikes so many times and is off again; without it, until switched off
    @Serdeable
    record Order(
            @Nullable String name,
            @Nullable Boolean on,
            @Nullable Integer times,
            @Nullable String phone) {}

    @Serdeable
    record Switch(String name, boolean on, String side, String label, String meaning) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Switches(List<Switch> faults) {}

    private final Faults faults;
    private final Feed feed;

    FaultApi(Faults faults, Feed feed) {
        this.faults = faults;
        this.feed = feed;
    }

    @Get
    Switches all() {
        return new Switches(Arrays.stream(Fault.values())
                .map(fault -> new Switch(
                        fault.id(),
                        faults.isOn(fault),
                        fault.side().name().toLowerCase(java.util.Locale.ROOT),
                        fault.label(),
                        fault.meaning()))
                .toList());
    }

    @Post
    HttpResponse<?> set(@Body Order order) {
        var fault = Fault.of(order.name() == null ? "" : order.name());
        if (fault.isEmpty()) {
            return Problem.badRequest(
                    "name is no fault we know",
                    "Write one of: "
                            + Arrays.stream(Fault.values()).map(Fault::id).collect(Collectors.joining(", ")) + ".");
        }
        if (order.times() != null && order.times() < 1) {
            return Problem.badRequest("times is below one", "Write how often it strikes, or leave it out.");
        }
        if (order.phone() != null && (order.times() == null || fault.get() != Fault.BLOCKED)) {
            return Problem.badRequest(
                    "phone is not for this fault",
                    "Only %s strikes one phone alone, and so many times: write times beside it, or leave phone out."
                            .formatted(Fault.BLOCKED.id()));
        }
        if (Boolean.FALSE.equals(order.on())) {
            faults.off(fault.get());
        } else if (order.times() == null) {
            faults.on(fault.get());
        } else {
            faults.on(fault.get(), Optional.ofNullable(order.phone()), order.times());
        }
        feed.touch();
        return HttpResponse.ok(all());
    }

    /// Everything works again.
    @Delete
    Switches none() {
        faults.allOff();
        feed.touch();
        return all();
    }
}
