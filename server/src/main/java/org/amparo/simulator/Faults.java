package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/// Which faults are switched on, for good or for a number of times. Safe for many threads.
@Singleton
final class Faults {
    private static final int ALWAYS = -1;

    private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);

    /// Switches it on until it is switched off.
    synchronized void on(Fault fault) {
        left.put(fault, ALWAYS);
    }

    /// Switches it on for the next `times` chances.
    synchronized void on(Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("at least once");
        }
        left.put(fault, times);
    }

    synchronized void off(Fault fault) {
        left.remove(fault);
    }

    synchronized void allOff() {
        left.clear();
    }

    synchronized boolean isOn(Fault fault) {
        return left.containsKey(fault);
    }

    /// True when the fault strikes now; one of its times is used up.
    synchronized boolean strikes(Fault fault) {
        var times = left.get(fault);
        if (times == null) {
            return false;
        }
        if (times == 1) {
            left.remove(fault);
        } else if (times != ALWAYS) {
            left.put(fault, times - 1);
        }
        return true;
    }
}
