package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Which faults are switched on, for good or for a number of times, for all phones or for one. Safe for many
/// threads.
@Singleton
final class Faults {
    private final Map<Fault, Switch> on = new EnumMap<>(Fault.class);

    /// @param of the one phone it strikes
    /// @param left how often it still strikes; empty for good
    private record Switch(Optional<String> of, OptionalInt left) {
        boolean strikes(Optional<String> phone) {
            return of.isEmpty() || of.equals(phone);
        }
    }

    /// Switches it on until it is switched off.
    synchronized void on(Fault fault) {
        on.put(fault, new Switch(Optional.empty(), OptionalInt.empty()));
    }

    /// Switches it on for the next `times` chances.
    void on(Fault fault, int times) {
        on(fault, Optional.empty(), times);
    }

    /// Switches it on for the next `times` chances.
    ///
    /// @param of the one phone it strikes; empty for whoever is next
    synchronized void on(Fault fault, Optional<String> of, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("at least once");
        }
        on.put(fault, new Switch(of, OptionalInt.of(times)));
    }

    synchronized void off(Fault fault) {
        on.remove(fault);
    }

    synchronized void allOff() {
        on.clear();
    }

    synchronized boolean isOn(Fault fault) {
        return on.containsKey(fault);
    }

    /// True when the fault strikes now; one of its times is used up.
    boolean strikes(Fault fault) {
        return strikes(fault, Optional.empty());
    }

    /// The same for a text to this phone.
    boolean strikes(Fault fault, String phone) {
        return strikes(fault, Optional.of(phone));
    }

    private synchronized boolean strikes(Fault fault, Optional<String> phone) {
        var one = on.get(fault);
        if (one == null || !one.strikes(phone)) {
            return false;
        }
        one.left().ifPresent(left -> {
            if (left == 1) {
                on.remove(fault);
            } else {
                on.put(fault, new Switch(one.of(), OptionalInt.of(left - 1)));
            }
        });
        return true;
    }
}
