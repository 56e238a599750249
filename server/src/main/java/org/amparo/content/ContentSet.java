package org.amparo.content;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Everything the files say, in one place.
///
/// @param facts by text id, every id there is
/// @param texts locale to id to text
record ContentSet(
        List<Section> sections,
        List<TopicFacts> topics,
        Map<String, TextFacts> facts,
        Map<String, ParameterFacts> parameters,
        SortedMap<String, SortedMap<String, SourceText>> texts,
        List<LineValue> values,
        Vocabulary vocabulary,
        Lint lint) {
    /// The same with other texts and values: those of a stored release.
    ContentSet with(SortedMap<String, SortedMap<String, SourceText>> texts, List<LineValue> values) {
        return new ContentSet(sections, topics, facts, parameters, texts, values, vocabulary, lint);
    }
}
