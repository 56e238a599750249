package org.amparo.platform;

import java.util.Optional;

/// Something kept outside the database: a file of ours, or a copy somebody else has.
///
/// @param place where, in words: `journal, a file beside the program`
/// @param what in words for the person who answers for data protection
/// @param time the class whose time it keeps, if it is ours to end
/// @param ends how long in words of its own; for a class, what is said before its time
public record StoredCopy(String place, String what, Optional<RetentionClass> time, String ends) {}
