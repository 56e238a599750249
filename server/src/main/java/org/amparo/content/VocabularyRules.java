package org.amparo.content;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rules for vocabulary and keywords. These files are read again with their lines, which a [Vocabulary] does not
/// keep.
final class VocabularyRules {
    private final ContentSet content;
    private final List<Finding> findings;

    VocabularyRules(ContentSet content, List<Finding> findings) {
        this.content = content;
        this.findings = findings;
    }

    void check(ContentFiles files) {
        for (var file : files.under("content/vocabulary/")) {
            YamlValue.read(file, findings).ifPresent(root -> {
                state(root);
                twice(root, "words");
                twice(root, "romanised");
                collisions(root);
            });
        }
        for (var file : files.under("content/keywords/")) {
            YamlValue.read(file, findings).ifPresent(root -> {
                state(root);
                keywords(root);
            });
        }
    }

    /// Like a translation, a list says whether a native speaker approved it.
    private static void state(YamlValue root) {
        var state = root.text("state");
        if (state == null || !List.of("source", "machine-draft", "reviewed").contains(state)) {
            root.at("state").orElse(root).error("draft", "`state` is source, machine-draft or reviewed");
        }
    }

    private static void twice(YamlValue root, String key) {
        for (var kind : root.at(key).map(YamlValue::entries).orElse(List.of())) {
            var seen = new HashSet<String>();
            for (var item : kind.value().items()) {
                var word = item.map() ? item.required("word") : item.text();
                if (!seen.add(word.toLowerCase(Locale.ROOT))) {
                    item.error("duplicate", "\"" + word + "\" stands twice in " + kind.key());
                }
            }
        }
    }

    private void collisions(YamlValue root) {
        var known = content.vocabulary().languages().stream()
                .map(LanguageWords::language)
                .toList();
        for (var kind : root.at("words").map(YamlValue::entries).orElse(List.of())) {
            for (var item : kind.value().items()) {
                if (item.map()) {
                    for (var tag : item.texts("collidesIn")) {
                        if (!known.contains(tag)) {
                            item.error("id", "there is no vocabulary of " + tag);
                        }
                    }
                }
            }
        }
    }

    private void keywords(YamlValue root) {
        var topics = content.topics().stream().map(t -> t.topic().id()).toList();
        Map<String, String> owners = new HashMap<>();
        for (var entry : root.at("keywords").orElse(root).entries()) {
            if (VocabularyFiles.NOT_TOPICS.contains(entry.key())) {
                continue;
            }
            if (!topics.contains(entry.key())) {
                entry.value().error("id", "there is no topic " + entry.key());
            }
            for (var item : entry.value().items()) {
                var word = item.text().toLowerCase(Locale.ROOT);
                var owner = owners.putIfAbsent(word, entry.key());
                if (entry.key().equals(owner)) {
                    item.error("duplicate", "\"" + word + "\" stands twice for " + owner);
                } else if (owner != null) {
                    item.warning("duplicate", "\"" + word + "\" also leads to " + owner + ": people are asked which");
                }
            }
        }
    }
}
