package org.amparo.content;

/// What may stand in braces in a text (`content/parameters.yml`).
///
/// @param maxLength longest value in characters; the promise all segment counts rest on
/// @param byLine a value of a line's file; otherwise the program fills it in for one text
/// @param validMonths how long a value may be used after it was verified; 0 = without end
record ParameterFacts(
        String name, String meaning, int maxLength, String example, boolean byLine, int validMonths, Place place) {}
