package org.amparo.reading;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A reading as short facts, for tables of cases: `danger danger:tl command:STOP ask topic:wages number:1 …`.
final class Facts {
    private Facts() {}

    static Set<String> of(Reading reading) {
        var facts = new TreeSet<String>();
        var guess = reading.language();
        facts.add(guess.sure() ? "sure" : "unsure");
        facts.add("lang:" + String.join("+", guess.likely()));
        flag(facts, guess.romanised(), "romanised");
        reading.danger().ifPresent(danger -> {
            facts.add(danger.negated() ? "denied" : "danger");
            facts.add("danger:" + danger.locale());
            flag(facts, danger.alone(), "danger-alone");
        });
        reading.command().ifPresent(command -> {
            facts.add("command");
            facts.add("command:" + command.kind());
            facts.add("command:" + command.kind() + ":" + command.locale());
            flag(facts, command.ask(), "ask");
            flag(facts, command.exact(), "exact");
            flag(facts, command.carrierWord(), "carrier");
            command.tiedWith().forEach(kind -> facts.add("tied:" + kind));
        });
        flag(facts, reading.stateWord(), "state");
        reading.number().ifPresent(number -> facts.add("number:" + number));
        flag(facts, reading.number().isPresent(), "number");
        reading.secondNumber().ifPresent(number -> facts.add("second:" + number));
        flag(facts, reading.numberAlone(), "number-alone");
        flag(facts, reading.yes(), "yes");
        flag(facts, reading.no(), "no");
        if (!reading.topics().isEmpty()) {
            facts.add("topic");
            facts.add("topic:" + reading.topics().getFirst());
            reading.topics().forEach(topic -> facts.add("topics:" + topic));
            facts.add("topics-tied:" + reading.tied());
        }
        flag(facts, reading.child(), "child");
        flag(facts, reading.greeting(), "greeting");
        flag(facts, reading.closing(), "closing");
        reading.chosenLanguage().ifPresent(tag -> facts.add("chosen:" + tag));
        flag(facts, reading.helpWithTopic(), "help-with-topic");
        reading.hint().ifPresent(kind -> facts.add("hint:" + kind));
        facts.add("words:" + reading.words());
        return facts;
    }

    /// What the automatic part would do first with the text, as in the tables of real texts.
    static Set<String> firstMeaning(Reading reading) {
        if (reading.danger().filter(danger -> !danger.negated()).isPresent()) {
            return Set.of("danger");
        }
        if (reading.command().isPresent()) {
            return Set.of("command:" + reading.command().get().kind());
        }
        if (!reading.topics().isEmpty()) {
            var offered = List.copyOf(reading.topics().subList(0, Math.min(2, reading.tied())));
            return Set.copyOf(offered.stream().map(topic -> "topic:" + topic).toList());
        }
        if (reading.greeting()) {
            return Set.of("greeting");
        }
        return reading.hint().map(kind -> Set.of("command:" + kind)).orElse(Set.of("none"));
    }

    private static void flag(Set<String> facts, boolean holds, String fact) {
        if (holds) {
            facts.add(fact.toLowerCase(Locale.ROOT));
        }
    }
}
