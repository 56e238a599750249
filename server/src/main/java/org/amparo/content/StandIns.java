package org.amparo.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What stands in for a text that the release in force does not know yet: the English source packed with the
/// program (`rulings.md` 5: shipped English is served). After an upgrade a new text waits in a draft until
/// somebody publishes it; until then nobody may be left without it, for an offer that says nothing is no offer.
/// Only what the program itself says has one; articles are what the release makes them.
///
/// @param phrases by text id
/// @param texts by text id
record StandIns(Map<String, Phrase> phrases, Map<String, ServedText> texts) {
    /// Nothing stands in for anything.
    static final Supplier<StandIns> NONE = () -> new StandIns(Map.of(), Map.of());

    /// Those of this program. They are read when the first is asked for: as a rule, never.
    static StandIns packed() {
        return Packed.ALL;
    }

    Optional<Phrase> phrase(String id) {
        return Optional.ofNullable(phrases.get(id));
    }

    Optional<ServedText> text(String id) {
        return Optional.ofNullable(texts.get(id));
    }

    private static final class Packed {
        static final StandIns ALL = read(ContentFiles.packed());

        private static StandIns read(ContentFiles files) {
            var content = ContentReader.read(files.where(ContentReader.PHRASES::contains), new ArrayList<>());
            var phrases = new HashMap<String, Phrase>();
            var texts = new HashMap<String, ServedText>();
            content.facts().forEach((id, facts) -> phrases.put(id, facts.phrase()));
            content.texts()
                    .values()
                    .forEach(locale -> locale.values()
                            .forEach(text -> texts.put(
                                    text.id(),
                                    new ServedText(text.id(), text.pattern(), text.locale(), text.state()))));
            return new StandIns(Map.copyOf(phrases), Map.copyOf(texts));
        }
    }
}
