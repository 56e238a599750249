package org.amparo.content;

/// A text as a release serves it to somebody of one locale: perhaps in a fallback locale.
///
/// @param pattern ICU MessageFormat (MF1); plain text where it holds no argument
/// @param locale the locale it is really in
public record ServedText(String id, String pattern, String locale, ReviewState state) {}
