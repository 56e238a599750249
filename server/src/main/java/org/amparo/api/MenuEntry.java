package org.amparo.api;

/// One line of a menu on a page: a number as people text it, and where it leads.
///
/// @param number empty for a list without numbers
public record MenuEntry(String number, Words label, String href) {}
