package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import org.amparo.delivery.CarrierCopies.Direction;

/// Shows what the simulated carrier still keeps of messages: nothing, once all are deleted there.
@Controller("/phone/api/carrier")
final class CopyApi {
    @Serdeable
    record Kept(String id, String direction, String from, String to, String body) {
        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }

    /// @param media messages whose pictures are still there
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Store(List<Kept> messages, List<String> media) {}

    private final CarrierStore store;

    CopyApi(CarrierStore store) {
        this.store = store;
    }

    @Get
    Store all() {
        return new Store(
                store.all().stream().map(CopyApi::kept).toList(),
                store.allMedia().stream().sorted().toList());
    }

    private static Kept kept(CarrierStore.Stored message) {
        boolean inbound = message.direction() == Direction.INBOUND;
        return new Kept(
                message.carrierId(),
                message.direction().name().toLowerCase(Locale.ROOT),
                inbound ? message.theirs() : message.ours(),
                inbound ? message.ours() : message.theirs(),
                message.body());
    }
}
