package org.amparo.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Writes the file of a language anew from the English texts: keeps every translation there is, adds new texts as
/// empty units, drops texts that are gone, and takes in drafts.
///
/// A translation whose English has changed since keeps the English it was made from, so that it shows as stale.
public final class TranslationExport {
    private TranslationExport() {}

    /// `<content folder> <translations folder> <language> [<drafts.json>]`; drafts are a map of text id to text,
    /// and take the place only of texts nobody has reviewed.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("usage: <content folder> <translations folder> <language> [<drafts.json>]");
            System.exit(2);
        }
        var translations = Path.of(arguments[1]);
        var file = translations.resolve(arguments[2] + ".xlf");
        var drafts = arguments.length == 4 ? Files.readString(Path.of(arguments[3])) : "{}";
        var findings = new ArrayList<Finding>();
        var written = export(ContentFiles.folders(Path.of(arguments[0]), translations), arguments[2], drafts, findings);
        findings.stream().filter(Finding::error).forEach(System.err::println);
        Files.createDirectories(translations);
        Files.writeString(file, written);
    }

    /// The new file as text.
    ///
    /// @param drafts YAML or JSON: text id to text
    static String export(ContentFiles files, String locale, String drafts, List<Finding> findings) {
        var content = ContentReader.read(files, findings);
        var known = new HashMap<String, SourceText>();
        var there = content.texts().get(locale);
        if (there != null) {
            known.putAll(there);
        }
        takeIn(drafts, content, locale, known, findings);
        var note = files.file("translations/" + locale + ".xlf")
                .map(TranslationFiles::languageNote)
                .orElse("");
        return TranslationFiles.write(content, locale, note, known);
    }

    private static void takeIn(
            String drafts, ContentSet content, String locale, Map<String, SourceText> known, List<Finding> findings) {
        var english = content.texts().get(SourceText.ENGLISH);
        Set<String> unknown = new TreeSet<>();
        var root = YamlValue.read(new SourceFile("drafts", drafts), findings);
        for (var entry : root.map(YamlValue::entries).orElse(List.of())) {
            var source = english == null ? null : english.get(entry.key());
            var now = known.get(entry.key());
            if (source == null) {
                unknown.add(entry.key());
            } else if (now == null || now.state().draft()) {
                known.put(entry.key(), draft(source, locale, entry.value()));
            }
        }
        if (!unknown.isEmpty()) {
            findings.add(Finding.error(new Place("drafts", 1), "id", "no such texts: " + String.join(", ", unknown)));
        }
    }

    private static SourceText draft(SourceText source, String locale, YamlValue value) {
        return new SourceText(
                source.id(),
                locale,
                value.text(),
                ReviewState.MACHINE_DRAFT,
                source.pattern(),
                "",
                null,
                value.place());
    }
}
