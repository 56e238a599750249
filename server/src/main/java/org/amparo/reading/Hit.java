package org.amparo.reading;

/// A listed phrase found in a text.
///
/// @param start first token, counted from 0
/// @param end token after the last
/// @param inside within a run without spaces: not the whole of it
/// @param from first character within the run, if inside
/// @param to character after the last within the run, if inside
/// @param fit how well it fits
/// @param typos how many letters are wrong in all
/// @param phrase what the letters stand for
record Hit(int start, int end, boolean inside, int from, int to, Fit fit, int typos, Phrasebook.Listed phrase) {

    boolean covers(int first, int last) {
        return !inside && start == first && end == last;
    }

    boolean overlaps(Hit other) {
        boolean apart = inside && other.inside && (from >= other.to || other.from >= to);
        return start < other.end && other.start < end && !apart;
    }

    int tokens() {
        return end - start;
    }
}
