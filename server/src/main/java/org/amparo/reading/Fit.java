package org.amparo.reading;

/// How well words of a text fit the words of a listed phrase; the order is the order of trust.
enum Fit {
    EXACT,
    /// The text leaves out the accents.
    ACCENTS_LEFT_OUT,
    /// The text has other accents.
    OTHER_ACCENTS,
    /// Letters held down ("heeelp"), spaces left out ("helpme").
    STRETCHED,
    /// A letter doubled or not; k for c or qu.
    DOUBLED,
    /// One letter wrong, missing, too many, or two swapped.
    TYPO,
    /// The same stem with another short ending.
    ENDING,
    /// Two letters wrong in a long word.
    TWO_TYPOS;

    boolean asWellAs(Fit other) {
        return compareTo(other) <= 0;
    }

    static Fit worse(Fit one, Fit other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    int typos() {
        return switch (this) {
            case EXACT, ACCENTS_LEFT_OUT, OTHER_ACCENTS, STRETCHED -> 0;
            case DOUBLED, TYPO, ENDING -> 1;
            case TWO_TYPOS -> 2;
        };
    }
}
