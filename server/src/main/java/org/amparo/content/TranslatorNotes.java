package org.amparo.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a translator must know of a text, as notes of its unit.
final class TranslatorNotes {
    private TranslatorNotes() {}

    /// Category to note, in the order in which they help.
    static Map<String, String> of(ContentSet content, TextFacts facts, SourceText source) {
        var notes = new LinkedHashMap<String, String>();
        notes.put("when", facts.phrase().when());
        notes.put("length", length(facts));
        var parameters = TextPattern.parse(source.pattern()).arguments().stream()
                .map(content.parameters()::get)
                .filter(Objects::nonNull)
                .map(p -> "{" + p.name() + "}: " + p.meaning() + "; at most " + p.maxLength() + " characters")
                .collect(Collectors.joining("\n"));
        if (!parameters.isEmpty()) {
            notes.put("parameters", parameters);
        }
        return notes;
    }

    private static String length(TextFacts facts) {
        return switch (facts.kind()) {
            case LABEL -> "menu label: at most 20 characters";
            case SPOKEN -> "spoken in a call";
            case PAGE -> "on the public pages";
            case CLAUSE -> "appended to the article";
            case TEXT -> {
                var budget = Budget.of(facts);
                yield "GSM-7 letters: at most " + budget.gsm() + " segments; other scripts: aim at "
                        + budget.ucsTarget() + ", at most " + budget.ucsStop();
            }
        };
    }
}
