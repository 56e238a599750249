package org.amparo.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Checks the files before anybody reads them in a text: run by the build, by editors, and before a release is
/// made. Each rule is explained in `content/README.md`.
public final class ContentCheck {
    private ContentCheck() {}

    /// `<content folder> <translations folder>`: prints each finding, then the coverage. Exit code 1 on errors.
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: <content folder> <translations folder>");
            System.exit(2);
        }
        var files = ContentFiles.folders(Path.of(arguments[0]), Path.of(arguments[1]));
        var findings = findings(files);
        findings.forEach(System.out::println);
        System.out.print(Coverage.of(files).summary());
        System.exit(findings.stream().anyMatch(Finding::error) ? 1 : 0);
    }

    /// All faults at once, in the order of files and lines.
    public static List<Finding> findings(ContentFiles files) {
        var findings = new ArrayList<Finding>();
        check(files, ContentReader.read(files, findings), findings);
        return sorted(findings);
    }

    static void check(ContentFiles files, ContentSet content, List<Finding> findings) {
        new CatalogueRules(content, findings).check(files);
        new VocabularyRules(content, findings).check(files);
        new AloneRules(content, findings).check();
        var english = content.texts().getOrDefault(SourceText.ENGLISH, new TreeMap<>());
        var rules = new EnglishRules(content, findings);
        var wording = new WordingRules(content.lint(), findings);
        english.forEach((id, text) -> {
            var facts = content.facts().get(id);
            if (facts != null) {
                rules.check(text, facts);
                wording.check(text, facts);
            }
        });
        var translation = new TranslationRules(content, findings);
        content.texts().forEach((locale, texts) -> {
            if (!locale.equals(SourceText.ENGLISH)) {
                texts.forEach((id, text) -> {
                    var facts = content.facts().get(id);
                    var source = english.get(id);
                    if (facts == null || source == null) {
                        findings.add(Finding.error(text.place(), "id", "there is no text " + id));
                    } else {
                        translation.check(text, source, facts);
                    }
                });
            }
        });
    }

    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparing((Finding f) -> f.place().file())
                        .thenComparingInt(f -> f.place().line())
                        .thenComparing(Finding::rule))
                .toList();
    }
}
