package org.amparo.alarms;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.amparo.delivery.CarrierCheck;
import org.amparo.delivery.CarrierCheck.Wrong;

/// The carrier self-check (`rulings.md` 6): told of what was wrong twice.
@Singleton
@Requires(beans = CarrierCheck.class)
final class CarrierLook implements OutsideLook {
    private final CarrierCheck carrier;
    private final WatchRows rows;
    private final LineFaults faults;

    CarrierLook(CarrierCheck carrier, WatchRows rows, LineFaults faults) {
        this.carrier = carrier;
        this.rows = rows;
        this.faults = faults;
    }

    @Override
    public String name() {
        return "carrier";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        var found = carrier.look();
        for (var one : Wrong.values()) {
            set(one, found, overslept, now);
        }
    }

    private void set(Wrong one, Set<Wrong> found, boolean overslept, Instant now) {
        boolean wrong = found.contains(one);
        boolean unknown = !wrong && one != Wrong.ACCOUNT && found.contains(Wrong.ACCOUNT);
        if (unknown) {
            return;
        }
        if (rows.lasts("carrier " + one, wrong, overslept, now) || !wrong) {
            faults.set(kind(one), wrong, Optional.empty(), now);
        }
    }

    private static Alarm.Kind kind(Wrong wrong) {
        return switch (wrong) {
            case ACCOUNT -> Alarm.Kind.CARRIER_ACCOUNT;
            case BALANCE -> Alarm.Kind.CARRIER_BALANCE;
            case WEBHOOKS -> Alarm.Kind.CARRIER_WEBHOOKS;
        };
    }
}
