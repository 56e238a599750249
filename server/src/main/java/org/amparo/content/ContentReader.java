package org.amparo.content;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the files into a [ContentSet]. What cannot be read becomes a finding and is left out.
final class ContentReader {
    /// The files of what the program itself says.
    static final List<String> PHRASES = List.of("content/phrases.yml", "content/duty.yml");

    private static final int TOPIC_SEGMENTS = 2;

    private final ContentFiles files;
    private final List<Finding> findings;
    private final Map<String, TextFacts> facts = new LinkedHashMap<>();
    private final SortedMap<String, SortedMap<String, SourceText>> texts = new TreeMap<>();

    private ContentReader(ContentFiles files, List<Finding> findings) {
        this.files = files;
        this.findings = findings;
    }

    /// @param findings what could not be read is added here
    static ContentSet read(ContentFiles files, List<Finding> findings) {
        return new ContentReader(files, findings).read();
    }

    private ContentSet read() {
        texts.put(SourceText.ENGLISH, new TreeMap<>());
        var sections = sections();
        var topics = new ArrayList<TopicFacts>();
        for (var section : sections) {
            topics(section, topics);
        }
        for (var path : PHRASES) {
            list(path, "phrases").forEach(this::phrase);
        }
        var parameters = parameters();
        var values = values(files, findings);
        for (var file : files.under("translations/")) {
            if (file.path().endsWith(".xlf")) {
                texts.put(file.stem(), TranslationFiles.read(file, findings));
            }
        }
        return new ContentSet(
                sections,
                List.copyOf(topics),
                facts,
                parameters,
                texts,
                values,
                VocabularyFiles.read(files, findings),
                LintFile.read(files, findings));
    }

    private List<YamlValue> list(String path, String key) {
        return files.file(path)
                .flatMap(file -> YamlValue.read(file, findings))
                .flatMap(root -> root.at(key))
                .map(YamlValue::items)
                .orElse(List.of());
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        for (var item : list("content/sections.yml", "sections")) {
            item.only("id", "number", "label");
            var section = new Section(item.required("id"), item.requiredNumber("number"));
            sections.add(section);
            english(item, "label", section.labelId(), TextFacts.Kind.LABEL, null);
        }
        sections.sort(Comparator.comparingInt(Section::number));
        return List.copyOf(sections);
    }

    private void topics(Section section, List<TopicFacts> into) {
        var read = new ArrayList<TopicFacts>();
        for (var item : list("content/topics/" + section.id() + ".yml", "topics")) {
            item.only(
                    "id",
                    "number",
                    "label",
                    "text",
                    "local",
                    "signedOff",
                    "elsewhere",
                    "alone",
                    "elsewhereAlone",
                    "enabling",
                    "doesNotDeter",
                    "audience",
                    "force",
                    "sensitive",
                    "openly",
                    "source",
                    "seeds");
            read.add(topic(section, item));
        }
        read.sort(Comparator.comparingInt(t -> t.topic().number()));
        into.addAll(read);
    }

    private TopicFacts topic(Section section, YamlValue item) {
        boolean local = item.at("local").isPresent();
        var topic = new Topic(
                item.required("id"),
                section.id(),
                item.requiredNumber("number"),
                item.flag("sensitive"),
                local,
                item.required("audience"),
                item.required("source"));
        var openly = topic.sensitive() ? "sensitive: not sent unasked" : item.text("openly");
        english(item, "label", topic.labelId(), TextFacts.Kind.LABEL, null);
        english(item, "text", topic.textId(), TextFacts.Kind.TEXT, openly);
        if (local) {
            english(item, "local", topic.localId(), TextFacts.Kind.CLAUSE, null);
        }
        variant(item, "elsewhere", topic.textId() + ".elsewhere", openly);
        variant(item, "alone", topic.textId() + ".alone", openly);
        variant(item, "elsewhereAlone", topic.textId() + ".elsewhere.alone", openly);
        var signedOff = new LinkedHashMap<String, String>();
        item.at("signedOff")
                .ifPresent(map -> map.entries()
                        .forEach(e -> signedOff.put(e.key(), e.value().text())));
        return new TopicFacts(
                topic,
                item.required("force"),
                item.text("enabling"),
                item.flag("doesNotDeter"),
                signedOff,
                item.place());
    }

    private void variant(YamlValue item, String key, String id, @Nullable String openly) {
        if (item.at(key).isPresent()) {
            english(item, key, id, TextFacts.Kind.TEXT, openly);
        }
    }

    /// Notes an English text whose facts follow from where it stands.
    private void english(YamlValue item, String key, String id, TextFacts.Kind kind, @Nullable String openly) {
        var when = kind == TextFacts.Kind.TEXT ? "asked for by number or word" : "part of a menu or an article";
        var phrase = new Phrase(id, TextClass.REPLY, kind == TextFacts.Kind.TEXT ? TOPIC_SEGMENTS : 1, false, when);
        note(item, key, new TextFacts(phrase, kind, openly, item.place()));
    }

    private void phrase(YamlValue item) {
        item.only("id", "text", "class", "maxSegments", "critical", "openly", "when");
        var id = item.required("id");
        var phrase = new Phrase(
                id, textClass(item), item.requiredNumber("maxSegments"), item.flag("critical"), item.required("when"));
        note(item, "text", new TextFacts(phrase, kind(id), item.text("openly"), item.place()));
    }

    private static TextFacts.Kind kind(String id) {
        if (id.startsWith("web.")) {
            return TextFacts.Kind.PAGE;
        }
        return id.startsWith("duty.call-") || id.equals("sys.call-neutral")
                ? TextFacts.Kind.SPOKEN
                : TextFacts.Kind.TEXT;
    }

    private static TextClass textClass(YamlValue item) {
        var name = item.required("class");
        try {
            return TextClass.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            item.at("class").orElse(item).error("class", "`" + name + "` is no class of texts");
            return TextClass.PUSH;
        }
    }

    private void note(YamlValue item, String key, TextFacts noted) {
        var id = noted.id();
        var pattern = item.required(key);
        var place = item.at(key).orElse(item).place();
        if (facts.putIfAbsent(id, noted) != null) {
            findings.add(Finding.error(place, "id", "the id " + id + " is used twice"));
            return;
        }
        texts.computeIfAbsent(SourceText.ENGLISH, absent -> new TreeMap<>())
                .put(id, new SourceText(id, SourceText.ENGLISH, pattern, ReviewState.SOURCE, null, "", null, place));
    }

    private Map<String, ParameterFacts> parameters() {
        var parameters = new LinkedHashMap<String, ParameterFacts>();
        for (var item : list("content/parameters.yml", "parameters")) {
            item.only("name", "meaning", "maxLength", "example", "from", "validMonths");
            var parameter = new ParameterFacts(
                    item.required("name"),
                    item.required("meaning"),
                    item.requiredNumber("maxLength"),
                    item.required("example"),
                    "line".equals(item.required("from")),
                    item.number("validMonths").orElse(0),
                    item.place());
            if (parameters.put(parameter.name(), parameter) != null) {
                item.error("id", "the parameter " + parameter.name() + " stands twice");
            }
        }
        return parameters;
    }

    /// The values of all lines.
    static List<LineValue> values(ContentFiles files, List<Finding> findings) {
        var values = new ArrayList<LineValue>();
        for (var file : files.under("content/lines/")) {
            YamlValue.read(file, findings).ifPresent(root -> {
                var scope = "line:" + root.required("name");
                root.at("parameters").ifPresent(map -> map.entries().forEach(e -> values.add(value(scope, e))));
            });
        }
        return values;
    }

    private static LineValue value(String scope, YamlValue.Entry entry) {
        var item = entry.value();
        item.only("value", "source", "verifiedOn", "verifiedBy");
        return new LineValue(
                scope,
                entry.key(),
                item.required("value"),
                item.required("source"),
                date(item),
                item.required("verifiedBy"),
                item.place());
    }

    private static LocalDate date(YamlValue item) {
        try {
            return LocalDate.parse(item.required("verifiedOn"));
        } catch (DateTimeParseException e) {
            item.at("verifiedOn").orElse(item).error("yaml", "`verifiedOn` is a date such as 2026-11-22");
            return LocalDate.EPOCH;
        }
    }
}
