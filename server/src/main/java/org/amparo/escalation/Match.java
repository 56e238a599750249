package org.amparo.escalation;

import java.util.List;
import java.util.UUID;

/// Somebody who fits a step.
///
/// @param reasons why they, and why in this place: words of a closed list, never of a person
record Match(UUID person, List<String> reasons) {
    Match {
        reasons = List.copyOf(reasons);
    }
}
