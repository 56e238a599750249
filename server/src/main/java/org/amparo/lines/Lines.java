package org.amparo.lines;

import java.util.List;
import java.util.Optional;
import org.amparo.numbers.Address;

/// The lines this program serves, as configured at its start. Immutable.
public interface Lines {
    List<Line> all();

    /// The line whose number, WhatsApp sender or messaging service this is.
    Optional<Line> by(Address ours);

    /// Looked up by both the number and the messaging service's id a webhook carries.
    Optional<Line> byMessagingService(String id);

    Optional<Line> named(String name);

    /// The first served line.
    default Line first() {
        return all().getFirst();
    }
}
