package org.amparo.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.amparo.content.WordClass;
import org.amparo.reading.Reading;
import org.jspecify.annotations.Nullable;

/// The one thing a text asks for, chosen from all that was read in it, in the order in which the line would act
/// (`domain.md` E.2) for somebody it knows nothing of. Pure.
///
/// @param names what is meant by name: topics, best first, or commands; more than one command means that either
///     may be meant
record Meaning(AnswersApi.Kind kind, List<String> names) {

    static Meaning of(Reading reading) {
        var command = reading.command();
        if (command.filter(hit -> hit.kind() == WordClass.STOP).isPresent()) {
            return commands(command.get());
        }
        if (reading.danger().isPresent()) {
            // "not in danger" is offered a person, without alarm (`domain.md` E.4)
            return reading.danger().get().negated()
                    ? command(WordClass.HUMAN)
                    : new Meaning(AnswersApi.Kind.DANGER, List.of("danger"));
        }
        if (reading.helpWithTopic()) {
            return topics(reading);
        }
        if (command.isPresent()) {
            return commands(command.get());
        }
        if (reading.child() && reading.topics().isEmpty()) {
            return command(WordClass.CHILD);
        }
        if (reading.chosenLanguage().isPresent()) {
            return command(WordClass.LANG);
        }
        if (reading.number().isPresent()
                && (reading.numberAlone() || reading.topics().isEmpty())) {
            return command(number(reading.number().getAsInt()));
        }
        if (reading.yes() || reading.no()) {
            return command(reading.yes() ? WordClass.YES : WordClass.NO);
        }
        if (!reading.topics().isEmpty()) {
            return topics(reading);
        }
        return new Meaning(reading.greeting() ? AnswersApi.Kind.GREETING : AnswersApi.Kind.UNCLEAR, List.of());
    }

    /// The language the text is in, or names; else the one that was told; else `und`.
    static String language(Reading reading, @Nullable String told) {
        return reading.chosenLanguage().orElseGet(() -> {
            var likely = reading.language().likely();
            if (!likely.isEmpty()) {
                return likely.getFirst();
            }
            return told == null ? "und" : told;
        });
    }

    /// How well the text itself shows its language: 1 when it is that one, 1/n when it is one of n, half of that
    /// when it only looks so, 0 when nothing shows.
    static double confidence(Reading reading) {
        if (reading.chosenLanguage().isPresent()) {
            return 1;
        }
        var guess = reading.language();
        if (guess.likely().isEmpty()) {
            return 0;
        }
        return (guess.sure() ? 1.0 : 0.5) / guess.likely().size();
    }

    private static WordClass number(int digit) {
        return switch (digit) {
            case 0 -> WordClass.MENU;
            case 9 -> WordClass.HUMAN;
            default -> WordClass.valueOf("NUMBER" + digit);
        };
    }

    private static Meaning topics(Reading reading) {
        return new Meaning(AnswersApi.Kind.TOPIC, reading.topics());
    }

    private static Meaning command(WordClass kind) {
        return new Meaning(AnswersApi.Kind.COMMAND, List.of(name(kind)));
    }

    private static Meaning commands(Reading.CommandHit hit) {
        var names = new ArrayList<String>();
        Stream.concat(Stream.of(hit.kind()), hit.tiedWith().stream().sorted())
                .map(Meaning::name)
                .forEach(names::add);
        return new Meaning(AnswersApi.Kind.COMMAND, names);
    }

    private static String name(WordClass kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
