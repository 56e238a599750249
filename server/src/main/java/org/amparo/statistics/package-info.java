/// Counts of what happened, with nobody in them: language, theme, kind, bands of waiting and of the day.
///
/// Face: [Statistics] to count an [Event].
/// Never: holds an id of a person or a conversation, a day, or an hour.
@org.jspecify.annotations.NullMarked
package org.amparo.statistics;
