package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryListener;
import org.amparo.delivery.DeliveryStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that tells people of somebody who waits or is in danger and whom the carrier lets us send nothing
/// (`domain.md` E.2): a person must find another way.
@Singleton
final class CarrierBlocks implements DeliveryListener {
    private static final Logger LOG = LoggerFactory.getLogger(CarrierBlocks.class);
    private static final String CONVERSATION = "conversation:";

    @Override
    public void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        if (reason == Carrier.Reason.OPTED_OUT && origin.startsWith(CONVERSATION)) {
            met(UUID.fromString(origin.substring(CONVERSATION.length())));
        }
    }

    /// The contact of that open conversation cannot be texted.
    void met(UUID conversation) {
        LOG.error("conversation {}: the carrier lets us send nothing (21610); a supervisor must know", conversation);
    }
}
