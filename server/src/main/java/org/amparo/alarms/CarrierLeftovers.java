package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryListener;
import org.amparo.delivery.DeliveryStatus;

/// Alarms while the carrier keeps what it should have deleted.
@Singleton
final class CarrierLeftovers implements DeliveryListener {
    private final jakarta.inject.Provider<Alarms> alarms;
    private final InstantSource time;

    /// @param alarms asked for late: they send by the outbox, which tells this
    CarrierLeftovers(jakarta.inject.Provider<Alarms> alarms, InstantSource time) {
        this.alarms = alarms;
        this.time = time;
    }

    @Override
    public void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {}

    @Override
    public void copiesLeft(UUID organisation, UUID line, long count) {
        Instant now = time.instant();
        if (count > 0) {
            alarms.get()
                    .raise(
                            Alarm.Kind.CARRIER_LEFTOVERS,
                            organisation,
                            Optional.of(line),
                            Optional.of(line),
                            AlarmFacts.NONE.count((int) Math.min(count, Integer.MAX_VALUE)),
                            now);
        } else {
            alarms.get().clear(Alarm.Kind.CARRIER_LEFTOVERS, Optional.of(line), now);
        }
    }
}
