package org.amparo.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.amparo.content.ReleaseRows.NewText;
import org.amparo.content.ReleaseRows.TextRow;

/// Turns files into a draft release. Texts and values that are as they were keep their versions, so a release
/// differs from the one before by what was changed.
final class ReleaseImport {
    private final ReleaseRows rows;
    private final Map<String, TextRow> newest;

    ReleaseImport(ReleaseRows rows) {
        this.rows = rows;
        this.newest = rows.newestTexts();
    }

    /// What a release holds of a line's file are its values and emergency numbers; the rest is configuration, read
    /// at each start. Neither that nor the wording rules make files new.
    static String filesHash(ContentFiles files) {
        var lines = new StringBuilder();
        ContentReader.values(files, new ArrayList<>())
                .forEach(value -> lines.append(String.join(
                                "\t",
                                value.scope(),
                                value.parameter(),
                                value.value(),
                                value.source(),
                                value.verifiedOn().toString(),
                                value.verifiedBy()))
                        .append('\n'));
        VocabularyFiles.emergencyNumbers(files, new ArrayList<>())
                .forEach(number -> lines.append(number).append('\n'));
        var texts = catalogue(files)
                .where(path -> !path.startsWith("content/lines/"))
                .texts();
        texts.putAll(files.where(path -> path.startsWith("translations/")).texts());
        texts.put("lines", lines.toString());
        return ContentFiles.of(texts).hash();
    }

    private static ContentFiles catalogue(ContentFiles files) {
        return files.where(path -> path.startsWith("content/") && !path.equals("content/lint.yml"));
    }

    /// A draft release of these files.
    UUID draft(ContentSet content, ContentFiles files, String filesHash) {
        SortedMap<String, SourceText> none = new TreeMap<>();
        var english = versions(
                List.copyOf(
                        content.texts().getOrDefault(SourceText.ENGLISH, none).values()),
                Map.of());
        var renditions = new ArrayList<>(
                english.values().stream().map(TextRow::rendition).toList());
        content.texts().forEach((locale, texts) -> {
            if (!locale.equals(SourceText.ENGLISH)) {
                versions(List.copyOf(texts.values()), english).values().forEach(row -> renditions.add(row.rendition()));
            }
        });
        var values = content.values().stream().map(rows::value).toList();
        var catalogue = catalogue(files);
        return rows.draft(rows.catalogue(catalogue.hash(), catalogue.texts()), filesHash, renditions, values);
    }

    /// The version of each text, by id: the newest where nothing changed, else a new one.
    private Map<String, TextRow> versions(List<SourceText> texts, Map<String, TextRow> english) {
        var versions = new HashMap<String, TextRow>();
        var added = new ArrayList<NewText>();
        for (var text : texts) {
            var before = newest.get(text.locale() + " " + text.id());
            var source = source(text, english);
            if (before != null && same(before, text, source)) {
                versions.put(text.id(), before);
            } else {
                added.add(new NewText(text, source, before != null && sameWords(before.body(), text.pattern())));
            }
        }
        var made = rows.addTexts(added);
        for (int i = 0; i < added.size(); i++) {
            versions.put(added.get(i).text().id(), made.get(i));
        }
        return versions;
    }

    /// The English version a translation was made from; empty for English itself, and for a stale translation.
    private static Optional<UUID> source(SourceText text, Map<String, TextRow> english) {
        return Optional.ofNullable(english.get(text.id()))
                .filter(row -> row.body().equals(text.translated()))
                .map(TextRow::id);
    }

    private static boolean same(TextRow before, SourceText text, Optional<UUID> source) {
        return before.body().equals(text.pattern())
                && before.state().equals(text.state())
                && before.reviewers().equals(text.reviewers())
                && before.source().equals(source);
    }

    /// Only marks, case or spaces differ: the meaning has not changed.
    static boolean sameWords(String one, String other) {
        return words(one).equals(words(other));
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}{}]+", " ")
                .strip();
    }
}
