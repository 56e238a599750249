package org.amparo.content;

/// A text's fixed facts, beside its words.
///
/// @param critical carries safety (crisis, consent, stop …): may be served where a language is only *offered*
public record Phrase(String id, TextClass textClass, int maxSegments, boolean critical, String when) {}
