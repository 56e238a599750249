package org.amparo.escalation;

import java.util.Optional;

/// Whom a step asks.
sealed interface Ask {
    /// On duty or on call, and fluent in the language.
    ///
    /// @param backups those in the second rank too, after the primaries
    /// @param schedule of this schedule alone
    record OnDuty(boolean backups, Optional<String> schedule) implements Ask {}

    /// On duty in an open schedule, and fluent in the language.
    ///
    /// @param childTrained of these only who is trained for children
    record Fluent(boolean childTrained) implements Ask {}

    /// On duty in an open schedule, and able to get by in the language.
    record Basic() implements Ask {}

    /// On duty in an open schedule, in any language: an interpreter joins.
    record WithInterpreter() implements Ask {}

    /// Everyone awake who speaks the language, on duty or not.
    ///
    /// @param childTrained of these only who is trained for children
    record Everyone(boolean childTrained) implements Ask {}

    /// Everyone awake, in any language.
    record Anyone() implements Ask {}

    /// One person, on duty or not.
    record Person(String alias) implements Ask {}

    /// The line of a partner, entered in the staff file under this alias: neither hours nor limits are known of it.
    record Partner(String alias) implements Ask {}

    /// Reads a word of a policy file, such as `primary`, `schedule night`, `person Ana`.
    ///
    /// @throws IllegalArgumentException when it is none
    static Ask of(String text) {
        int space = text.indexOf(' ');
        var word = space < 0 ? text : text.substring(0, space);
        var rest = space < 0 ? "" : text.substring(space + 1).strip();
        boolean named = word.equals("schedule") || word.equals("person") || word.equals("partner");
        if (named == rest.isEmpty()) {
            throw new IllegalArgumentException(word);
        }
        return switch (word) {
            case "primary" -> new OnDuty(false, Optional.empty());
            case "backup" -> new OnDuty(true, Optional.empty());
            case "schedule" -> new OnDuty(true, Optional.of(rest));
            case "fluent" -> new Fluent(false);
            case "fluent-child" -> new Fluent(true);
            case "basic" -> new Basic();
            case "interpreter" -> new WithInterpreter();
            case "everyone" -> new Everyone(false);
            case "everyone-child" -> new Everyone(true);
            case "anyone" -> new Anyone();
            case "person" -> new Person(rest);
            case "partner" -> new Partner(rest);
            default -> throw new IllegalArgumentException(word);
        };
    }

    /// As a policy file says it: what [#of] reads.
    default String words() {
        return switch (this) {
            case OnDuty(boolean backups, var schedule) ->
                schedule.map(name -> "schedule " + name).orElse(backups ? "backup" : "primary");
            case Fluent(boolean childTrained) -> childTrained ? "fluent-child" : "fluent";
            case Basic _ -> "basic";
            case WithInterpreter _ -> "interpreter";
            case Everyone(boolean childTrained) -> childTrained ? "everyone-child" : "everyone";
            case Anyone _ -> "anyone";
            case Person(var alias) -> "person " + alias;
            case Partner(var alias) -> "partner " + alias;
        };
    }
}
