package org.amparo.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rules for the order of things: numbers, ids, menus, steps that enable, sign-offs, values.
final class CatalogueRules {
    private static final int ITEMS = 8;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern SIGNED = Pattern.compile(".*\\S.*, *\\d{4}-\\d{2}-\\d{2}");

    private final ContentSet content;
    private final List<Finding> findings;

    CatalogueRules(ContentSet content, List<Finding> findings) {
        this.content = content;
        this.findings = findings;
    }

    void check(ContentFiles files) {
        sections(files);
        numbers();
        content.topics().forEach(this::topic);
        content.texts().forEach(this::menu);
        content.values().forEach(this::value);
        emergencyNumbers();
    }

    private void sections(ContentFiles files) {
        var known = content.sections().stream().map(Section::id).toList();
        for (var file : files.under("content/topics/")) {
            if (!known.contains(file.stem())) {
                findings.add(Finding.error(new Place(file.path(), 1), "id", "there is no section " + file.stem()));
            }
        }
        for (int i = 0; i < content.sections().size(); i++) {
            var section = content.sections().get(i);
            if (section.number() != i + 1 || section.number() > ITEMS) {
                findings.add(Finding.error(
                        fact(section.labelId()).place(), "number", "sections are numbered from 1 to 8, each once"));
            }
        }
    }

    private void numbers() {
        Map<String, Integer> last = new HashMap<>();
        for (var facts : content.topics()) {
            int expected = last.merge(facts.topic().section(), 1, Integer::sum);
            if (facts.topic().number() != expected || expected > ITEMS) {
                findings.add(Finding.error(
                        facts.place(), "number", "topics of a section are numbered from 1 to 8, each once"));
            }
        }
    }

    private void topic(TopicFacts facts) {
        if (facts.topic().section().equals("before")) {
            enabling(facts);
        }
        facts.signedOff().forEach((country, by) -> {
            if (!COUNTRY.matcher(country).matches() || !SIGNED.matcher(by).matches()) {
                findings.add(Finding.error(
                        facts.place(),
                        "R24",
                        "a sign-off is a country and who signed when, such as RO: Name, 2026-12-01"));
            }
        });
    }

    private void enabling(TopicFacts facts) {
        var step = facts.enabling();
        var article = english(facts.topic().textId());
        if (step == null || !article.contains(step)) {
            findings.add(Finding.error(
                    facts.place(), "R05", "`enabling` quotes words of the text that make the journey safer"));
        }
        if (!facts.doesNotDeter()) {
            findings.add(Finding.error(
                    facts.place(), "R05", "a reviewer ticks `doesNotDeter: true` after reading the text for it"));
        }
    }

    /// The main menu repeats the section labels, word by word.
    private void menu(String locale, Map<String, SourceText> texts) {
        for (var id : List.of("sys.menu", "sys.menu-alone")) {
            var menu = texts.get(id);
            if (menu != null) {
                content.sections().forEach(section -> item(menu, section, texts.get(section.labelId())));
            }
        }
    }

    private void item(SourceText menu, Section section, @Nullable SourceText label) {
        if (label != null && !menu.pattern().lines().toList().contains(section.number() + " " + label.pattern())) {
            findings.add(Finding.error(
                    menu.place(),
                    "menu",
                    menu.id() + ": item " + section.number() + " is not the label of the section"));
        }
    }

    private void value(LineValue value) {
        var parameter = content.parameters().get(value.parameter());
        if (parameter == null || !parameter.byLine()) {
            findings.add(Finding.error(
                    value.place(), "parameter", value.parameter() + " is no value of a line (content/parameters.yml)"));
        } else if (value.value().length() > parameter.maxLength()) {
            findings.add(Finding.error(
                    value.place(),
                    "parameter",
                    value.parameter() + " has at most " + parameter.maxLength() + " characters, this one "
                            + value.value().length()));
        }
    }

    private void emergencyNumbers() {
        var scopes = new ArrayList<>(
                content.values().stream().map(LineValue::scope).distinct().toList());
        var have = new HashSet<String>();
        content.values().stream()
                .filter(value -> value.parameter().equals("emergencyNumber"))
                .forEach(value -> have.add(value.scope()));
        for (var scope : scopes) {
            if (!have.contains(scope)) {
                var place = new Place("content/lines/" + scope.substring(scope.indexOf(':') + 1) + ".yml", 1);
                findings.add(Finding.error(place, "parameter", "a line cannot do without emergencyNumber"));
            }
        }
    }

    private TextFacts fact(String id) {
        var facts = content.facts().get(id);
        if (facts == null) {
            throw new IllegalStateException("no facts of " + id);
        }
        return facts;
    }

    private String english(String id) {
        var texts = content.texts().get(SourceText.ENGLISH);
        var text = texts == null ? null : texts.get(id);
        return text == null ? "" : text.pattern();
    }
}
