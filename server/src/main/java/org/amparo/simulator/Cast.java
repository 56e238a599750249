package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amparo.language.Locales;
import org.yaml.snakeyaml.Yaml;

/// The invented people of the phones page, from `simulator/cast.yml`.
@Singleton
final class Cast {
    /// What responders text most (`interfaces.md`, "Responder by text").
    private static final List<Person.ReadyText> RESPONDER_TEXTS = List.of(
            new Person.ReadyText("1", "accept"),
            new Person.ReadyText("2", "decline"),
            new Person.ReadyText("#list", "what I hold"),
            new Person.ReadyText("#practice", "take part in practice"),
            new Person.ReadyText("#help", "commands"));

    /// A comma in a text without quotes would make a key of its rest.
    private static final Set<String> KEYS =
            Set.of("name", "number", "language", "languageName", "languages", "who", "texts", "text", "means");

    private final List<Person> contacts;
    private final List<Person> practice;
    private final List<Person> responders;

    Cast() {
        var file = read();
        this.contacts = entries(file, "contacts").stream()
                .map(entry -> contact(entry, false))
                .toList();
        this.practice = entries(file, "practice").stream()
                .map(entry -> contact(entry, true))
                .toList();
        this.responders =
                entries(file, "responders").stream().map(Cast::responder).toList();
    }

    List<Person> contacts() {
        return contacts;
    }

    /// Phones for training those who answer; the demonstration's staff file names the same numbers.
    List<Person> practice() {
        return practice;
    }

    List<Person> responders() {
        return responders;
    }

    private static Map<?, ?> read() {
        try (var in = Objects.requireNonNull(Cast.class.getResourceAsStream("/simulator/cast.yml"), "packed")) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> entries(Map<?, ?> map, String key) {
        var entries = new ArrayList<Map<?, ?>>();
        for (var entry : (List<?>) value(map, key)) {
            var fields = (Map<?, ?>) entry;
            if (!KEYS.containsAll(fields.keySet())) {
                throw new IllegalStateException("cast.yml: an unknown key under " + key + "; is a text not quoted?");
            }
            entries.add(fields);
        }
        return entries;
    }

    private static Person contact(Map<?, ?> entry, boolean practice) {
        var language = text(entry, "language");
        var texts = entries(entry, "texts").stream()
                .map(one -> new Person.ReadyText(text(one, "text"), one.containsKey("means") ? text(one, "means") : ""))
                .toList();
        var languageName =
                entry.containsKey("languageName") ? text(entry, "languageName") : Locales.englishName(language);
        return person(entry, language, languageName, false, practice, texts);
    }

    private static Person responder(Map<?, ?> entry) {
        var languages = ((List<?>) value(entry, "languages"))
                .stream().map(String::valueOf).toList();
        var names = entry.containsKey("languageName")
                ? text(entry, "languageName")
                : String.join(", ", languages.stream().map(Locales::englishName).toList());
        return person(entry, languages.getFirst(), names, true, false, RESPONDER_TEXTS);
    }

    private static Person person(
            Map<?, ?> entry,
            String language,
            String languageName,
            boolean responder,
            boolean practice,
            List<Person.ReadyText> texts) {
        return new Person(
                text(entry, "name"),
                text(entry, "number"),
                language,
                languageName,
                // Staff phones speak to us in commands, whatever the languages of those they answer.
                responder ? "ltr" : Locales.direction(language).attribute(),
                text(entry, "who"),
                responder,
                practice,
                texts);
    }

    private static String text(Map<?, ?> map, String key) {
        return (String) value(map, key);
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }
}
