package org.amparo.content;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// A release held in memory: what tests, tools and the answer without a database read, and what a stored release is
/// once it is loaded. Safe for use by many threads.
public final class FileRelease implements Release {
    private final UUID id;
    private final int number;
    private final ContentSet content;
    private final InstantSource time;
    private final Supplier<StandIns> standIns;
    private final List<Topic> topicList;
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, TopicFacts> topicFacts = new HashMap<>();
    private final Map<String, LineValue> values = new HashMap<>();
    private final Map<Boolean, List<String>> offered = new HashMap<>();
    private final Map<Boolean, List<String>> complete = new HashMap<>();

    FileRelease(UUID id, int number, ContentSet content, InstantSource time, Supplier<StandIns> standIns) {
        this.id = id;
        this.number = number;
        this.content = content;
        this.time = time;
        this.standIns = standIns;
        this.topicList = content.topics().stream().map(TopicFacts::topic).toList();
        for (var facts : content.topics()) {
            topics.put(facts.topic().id(), facts.topic());
            topicFacts.put(facts.topic().id(), facts);
        }
        content.values().forEach(value -> values.put(value.scope() + " " + value.parameter(), value));
        for (boolean drafts : List.of(true, false)) {
            offered.put(
                    drafts,
                    languages(
                            content.facts().values().stream()
                                    .filter(f -> f.phrase().critical())
                                    .map(TextFacts::id)
                                    .toList(),
                            drafts));
            complete.put(
                    drafts,
                    languages(
                            content.topics().stream()
                                    .map(f -> f.topic().textId())
                                    .toList(),
                            drafts));
        }
    }

    /// Release 1 of these files, without any check; what cannot be read is missing from it.
    public static FileRelease of(ContentFiles files, InstantSource time) {
        var id = UUID.nameUUIDFromBytes(files.hash().getBytes(StandardCharsets.US_ASCII));
        return new FileRelease(id, 1, ContentReader.read(files, new ArrayList<>()), time, StandIns.NONE);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public List<Section> sections() {
        return content.sections();
    }

    @Override
    public List<Topic> topics() {
        return topicList;
    }

    @Override
    public Optional<Topic> topic(String id) {
        return Optional.ofNullable(topics.get(id));
    }

    @Override
    public Optional<Phrase> phrase(String id) {
        var facts = content.facts().get(id);
        return facts == null ? standIns.get().phrase(id) : Optional.of(facts.phrase());
    }

    @Override
    public Optional<ServedText> text(String id, String locale, boolean drafts) {
        for (var tag : Locales.fallbacks(locale)) {
            var text = own(id, tag, drafts);
            if (text != null) {
                return Optional.of(text);
            }
        }
        return content.facts().containsKey(id)
                ? Optional.empty()
                : standIns.get().text(id);
    }

    private @Nullable ServedText own(String id, String locale, boolean drafts) {
        var inLocale = content.texts().get(locale);
        var text = inLocale == null ? null : inLocale.get(id);
        if (text == null || (text.state().draft() && !drafts)) {
            return null;
        }
        return new ServedText(id, text.pattern(), locale, text.state());
    }

    @Override
    public Optional<ServedText> localClause(
            String topicId, String scope, String country, String locale, boolean drafts) {
        var facts = topicFacts.get(topicId);
        if (facts == null || !facts.topic().localClause() || !facts.signedOff().containsKey(country)) {
            return Optional.empty();
        }
        return text(facts.topic().localId(), locale, drafts)
                .filter(clause -> TextPattern.parse(clause.pattern()).arguments().stream()
                        .allMatch(parameter -> value(scope, parameter).isPresent()));
    }

    @Override
    public Optional<String> value(String scope, String parameter) {
        return Optional.ofNullable(values.get(scope + " " + parameter))
                .filter(this::valid)
                .map(LineValue::value);
    }

    private boolean valid(LineValue value) {
        var facts = content.parameters().get(value.parameter());
        if (facts == null || facts.validMonths() == 0) {
            return true;
        }
        return !LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                .isAfter(value.verifiedOn().plusMonths(facts.validMonths()));
    }

    @Override
    public Vocabulary vocabulary() {
        return content.vocabulary();
    }

    @Override
    public List<String> offered(boolean drafts) {
        return offered.getOrDefault(drafts, List.of());
    }

    @Override
    public List<String> complete(boolean drafts) {
        return complete.getOrDefault(drafts, List.of());
    }

    /// Languages that have all these texts, English among them, in the order of the vocabulary and then of the
    /// tags.
    private List<String> languages(List<String> ids, boolean drafts) {
        var tags = new ArrayList<String>();
        content.vocabulary().languages().forEach(words -> tags.add(words.language()));
        content.texts().keySet().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
        return tags.stream()
                .filter(tag ->
                        ids.stream().filter(TranslationFiles::translated).allMatch(id -> own(id, tag, drafts) != null))
                .toList();
    }
}
