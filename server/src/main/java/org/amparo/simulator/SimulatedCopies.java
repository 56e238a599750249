package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.amparo.delivery.Carrier.Reason;
import org.amparo.delivery.CarrierCopies;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;

/// Lists, shows and deletes what the simulated carrier keeps, with a real one's faults.
@Singleton
final class SimulatedCopies implements CarrierCopies {
    private static final int PAGE = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CarrierStore store;
    private final Faults faults;

    SimulatedCopies(CarrierStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Removal delete(Line line, String carrierId) {
        if (faults.strikes(Fault.DELETIONS_FAIL)) {
            return new Removal.Later(Reason.CARRIER_DOWN, 500, PAUSE);
        }
        if (faults.strikes(Fault.DELETIONS_TOO_MANY)) {
            return new Removal.Later(Reason.TOO_MANY, 20_429, PAUSE);
        }
        if (faults.strikes(Fault.DELETIONS_TOO_EARLY)) {
            return new Removal.NotFinal();
        }
        boolean found = store.delete(carrierId);
        if (faults.strikes(Fault.DELETIONS_UNANSWERED)) {
            return new Removal.Later(Reason.CARRIER_DOWN, 0, PAUSE);
        }
        return new Removal.Gone(found && !faults.strikes(Fault.DELETIONS_UNKNOWN));
    }

    @Override
    public Removal deleteMedia(Line line, String carrierId) {
        return new Removal.Gone(store.deleteMedia(carrierId));
    }

    @Override
    public Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page) {
        if (faults.strikes(Fault.LISTS_FAIL)) {
            return new Listing.Later(Reason.CARRIER_DOWN, 500, PAUSE);
        }
        var ours = Set.of(
                SentTexts.ours(line, Address.Kind.PHONE),
                SentTexts.ours(line, Address.Kind.WHATSAPP),
                SentTexts.ours(line, Address.Kind.RCS));
        var all = store.of(ours, direction, from, until);
        int begin = Math.min(page.map(Integer::parseInt).orElse(0), all.size());
        int end = Math.min(begin + PAGE, all.size());
        return new Listing.Page(
                all.subList(begin, end).stream().map(this::copy).toList(),
                end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }

    private Copy copy(CarrierStore.Stored message) {
        return new Copy(
                message.carrierId(),
                message.direction(),
                !message.body().isBlank(),
                store.hasMedia(message.carrierId()),
                message.at());
    }

    @Override
    public Fetched fetch(Line line, String carrierId) {
        return store.find(carrierId)
                .<Fetched>map(message -> new Fetched.Message(
                        Address.read(message.theirs()) instanceof Address.Read.Reachable(var address)
                                ? Optional.of(address)
                                : Optional.empty(),
                        message.body(),
                        store.hasMedia(carrierId),
                        message.at()))
                .orElseGet(Fetched.Gone::new);
    }
}
