package org.amparo.content;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `content/vocabulary/`, `content/keywords/` and the emergency numbers of the lines.
public final class VocabularyFiles {
    static final List<String> NOT_TOPICS = List.of("language", "state", "note", "keywords");

    private VocabularyFiles() {}

    /// The vocabulary of these files; what cannot be read is left out (the content check reports it).
    public static Vocabulary read(ContentFiles files) {
        return read(files, new ArrayList<>());
    }

    static Vocabulary read(ContentFiles files, List<Finding> findings) {
        var languages = new ArrayList<LanguageWords>();
        for (var file : files.under("content/vocabulary/")) {
            YamlValue.read(file, findings).ifPresent(root -> languages.add(language(root)));
        }
        var keywords = new LinkedHashMap<String, Map<String, List<String>>>();
        for (var file : files.under("content/keywords/")) {
            YamlValue.read(file, findings).ifPresent(root -> keywords.put(tag(root, file), keywords(root)));
        }
        return new Vocabulary(languages, keywords, emergencyNumbers(files, findings));
    }

    /// What the lines' files name, each once.
    static List<String> emergencyNumbers(ContentFiles files, List<Finding> findings) {
        var emergency = new LinkedHashSet<String>();
        for (var file : files.under("content/lines/")) {
            YamlValue.read(file, findings).ifPresent(root -> emergency.addAll(root.texts("emergencyNumbers")));
        }
        return List.copyOf(emergency);
    }

    private static LanguageWords language(YamlValue root) {
        root.only(
                "language",
                "name",
                "ownName",
                "confidence",
                "state",
                "note",
                "words",
                "romanised",
                "common",
                "commonRomanised");
        return new LanguageWords(
                root.required("language"),
                root.required("name"),
                root.required("ownName"),
                confidence(root),
                classes(root, "words"),
                classes(root, "romanised"),
                root.texts("common"),
                root.texts("commonRomanised"));
    }

    private static LanguageWords.Confidence confidence(YamlValue root) {
        var name = root.required("confidence");
        try {
            return LanguageWords.Confidence.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            root.error("vocabulary", "`confidence` is high, medium or low");
            return LanguageWords.Confidence.LOW;
        }
    }

    private static Map<WordClass, List<Word>> classes(YamlValue root, String key) {
        var classes = new EnumMap<WordClass, List<Word>>(WordClass.class);
        for (var entry : root.at(key).map(YamlValue::entries).orElse(List.of())) {
            var kind = wordClass(entry.key());
            if (kind == null) {
                entry.value().error("vocabulary", "`" + entry.key() + "` is no class of words");
            } else {
                classes.put(
                        kind,
                        entry.value().items().stream()
                                .map(VocabularyFiles::word)
                                .toList());
            }
        }
        return classes;
    }

    private static @Nullable WordClass wordClass(String name) {
        try {
            return WordClass.valueOf(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Word word(YamlValue item) {
        if (!item.map()) {
            return new Word(item.text(), false, false, false, List.of());
        }
        item.only("word", "alone", "ask", "notFuzzy", "collidesIn");
        return new Word(
                item.required("word"),
                item.flag("alone"),
                item.flag("ask"),
                item.flag("notFuzzy"),
                item.texts("collidesIn"));
    }

    private static String tag(YamlValue root, SourceFile file) {
        var tag = root.text("language");
        return tag == null ? file.stem() : tag;
    }

    /// Topics stand under `keywords:` or at the top, beside `state:`.
    private static Map<String, List<String>> keywords(YamlValue root) {
        var keywords = new LinkedHashMap<String, List<String>>();
        for (var entry : root.at("keywords").orElse(root).entries()) {
            if (!NOT_TOPICS.contains(entry.key())) {
                keywords.put(
                        entry.key(),
                        entry.value().items().stream().map(YamlValue::text).toList());
            }
        }
        return keywords;
    }
}
