package org.amparo.simulator;

import java.util.List;

/// What the page is drawn from; it fills itself with live texts afterwards.
///
/// @param realCarrier texts leave through a real carrier, not through the simulated one
public record PhonePage(
        List<Person> contacts,
        List<Person> practice,
        List<Person> responders,
        List<Tile> tiles,
        List<Faulty> faults,
        boolean realCarrier) {

    /// A beginning for a newcomer: one tap opens the phone and sends the person's first text.
    public record Tile(String title, Person person) {}

    /// Faults of one side, with a name for people.
    public record Faulty(String name, List<Switch> faults) {}

    /// @param name as in the API
    public record Switch(String name, String label, String meaning, boolean on) {}
}
