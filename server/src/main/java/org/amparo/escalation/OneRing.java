package org.amparo.escalation;

import java.util.List;
import java.util.function.Predicate;
import org.amparo.alarms.Alarm;

/// A talk in danger that nobody has rings once, whatever is known of it: the gravest of what was raised stands, and
/// whoever answers it has answered the others. Pure.
///
/// @param kind what rings
/// @param givingWay what need not ring beside it
record OneRing(Alarm.Kind kind, List<Alarm.Kind> givingWay) {
    /// Each says more than those before it.
    static final List<Alarm.Kind> GRAVEST_LAST =
            List.of(Alarm.Kind.HOLDER_OFF_IN_DANGER, Alarm.Kind.DANGER_UNANSWERED, Alarm.Kind.INCIDENT);

    OneRing {
        givingWay = List.copyOf(givingWay);
    }

    /// @param stands of this talk, acknowledged or not
    static OneRing of(Alarm.Kind raised, Predicate<Alarm.Kind> stands) {
        int place = GRAVEST_LAST.indexOf(raised);
        if (place < 0) {
            return new OneRing(raised, List.of());
        }
        int gravest = GRAVEST_LAST.size() - 1;
        while (gravest > place && !stands.test(GRAVEST_LAST.get(gravest))) {
            gravest--;
        }
        return new OneRing(GRAVEST_LAST.get(gravest), GRAVEST_LAST.subList(0, gravest));
    }
}
