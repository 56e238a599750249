package org.amparo.reception;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryListener;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.escalation.Handovers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people of somebody who waits or is held and whom the carrier lets us send nothing (`domain.md` E.2): a
/// person must find another way. Of words between people `RelayTrouble` of the desk tells.
@Singleton
final class CarrierBlocks implements DeliveryListener {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierBlocks.class);

    private static final String CONVERSATION = "conversation:";

    private final Provider<Handovers> handovers;
    private final InstantSource time;

    /// @param handovers asked for late: they send by the outbox, which tells this
    CarrierBlocks(Provider<Handovers> handovers, InstantSource time) {
        this.handovers = handovers;
        this.time = time;
    }

    @Override
    public void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        if (reason == Carrier.Reason.OPTED_OUT && origin.startsWith(CONVERSATION)) {
            met(UUID.fromString(origin.substring(CONVERSATION.length())));
        }
    }

    /// The contact of that conversation cannot be texted.
    void met(UUID conversation) {
        LOG.warn("conversation {}: the carrier lets us send nothing (21610)", conversation);
        handovers.get().blocked(conversation, time.instant());
    }
}
