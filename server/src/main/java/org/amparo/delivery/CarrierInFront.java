package org.amparo.delivery;

import java.time.Instant;
import java.util.Optional;
import org.amparo.lines.Line;

/// Stands before a carrier and hands every call on, so that whoever extends it changes one call and forgets none.
public abstract class CarrierInFront implements Carrier {
    protected final Carrier carrier;

    /// @param carrier the one behind
    protected CarrierInFront(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public Outcome send(Outbound message) {
        return carrier.send(message);
    }

    @Override
    public Outcome reported(int code) {
        return carrier.reported(code);
    }

    @Override
    public Capabilities capabilities(Line line) {
        return carrier.capabilities(line);
    }

    @Override
    public Optional<DeliveryReport> ask(Line line, String carrierId) {
        return carrier.ask(line, carrierId);
    }

    @Override
    public Removal delete(Line line, String carrierId) {
        return carrier.delete(line, carrierId);
    }

    @Override
    public Removal deleteMedia(Line line, String carrierId) {
        return carrier.deleteMedia(line, carrierId);
    }

    @Override
    public Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page) {
        return carrier.list(line, direction, from, until, page);
    }

    @Override
    public Fetched fetch(Line line, String carrierId) {
        return carrier.fetch(line, carrierId);
    }
}
