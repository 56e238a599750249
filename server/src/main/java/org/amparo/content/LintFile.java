package org.amparo.content;

import java.util.List;
import java.util.Optional;

/// Reads the wording rules of `content/lint.yml`.
final class LintFile {
    private LintFile() {}

    static Lint read(ContentFiles files, List<Finding> findings) {
        return files.file("content/lint.yml")
                .flatMap(file -> YamlValue.read(file, findings))
                .map(LintFile::lint)
                .orElse(Lint.NONE);
    }

    private static Lint lint(YamlValue root) {
        root.only("grade", "neutral", "rules");
        var neutral = root.at("neutral");
        var rules = root.at("rules")
                .map(list -> list.items().stream().map(LintFile::rule).toList());
        return new Lint(
                neutral.map(n -> n.requiredNumber("length")).orElse(0),
                neutral.map(n -> n.texts("words")).orElse(List.of()),
                root.requiredNumber("grade"),
                rules.orElse(List.of()));
    }

    private static Lint.Rule rule(YamlValue item) {
        item.only("id", "why", "in", "when", "forbid", "requireOne", "requireAll");
        return new Lint.Rule(
                item.required("id"),
                Optional.ofNullable(item.text("why")).orElse(""),
                item.texts("in"),
                item.texts("when"),
                item.texts("forbid"),
                item.texts("requireOne"),
                item.texts("requireAll"));
    }
}
