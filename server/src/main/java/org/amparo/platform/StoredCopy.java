package org.amparo.platform;

/// Something kept outside the database: a file of ours, or a copy somebody else has.
///
/// @param place where, in words: `journal, a file beside the program`
/// @param what in words for the person who answers for data protection
public record StoredCopy(String place, RetentionClass time, String what) {}
