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
    /// @param calls ids of the calls it still knows
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Store(List<Kept> messages, List<String> media, List<String> calls) {}

    private final CarrierStore store;

    CopyApi(CarrierStore store) {
        this.store = store;
    }

    @Get
    Store all() {
        return new Store(
                store.all().stream()
                        .filter(one -> !call(one))
                        .map(CopyApi::kept)
                        .toList(),
                store.allMedia().stream().sorted().toList(),
                store.all().stream()
                        .filter(CopyApi::call)
                        .map(CarrierStore.Stored::carrierId)
                        .toList());
    }

    private static boolean call(CarrierStore.Stored one) {
        return one.carrierId().startsWith("CA");
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
