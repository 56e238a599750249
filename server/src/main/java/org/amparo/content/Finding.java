package org.amparo.content;

/// Something in the files that must be mended (an error) or looked at (a warning).
///
/// @param rule short name of the rule, as explained in `content/README.md`
/// @param message what is wrong and how to mend it, for an editor
public record Finding(Place place, Level level, String rule, String message) {
    public enum Level {
        /// The files cannot be released.
        ERROR,
        /// They can, but somebody should look.
        WARNING
    }

    static Finding error(Place place, String rule, String message) {
        return new Finding(place, Level.ERROR, rule, message);
    }

    static Finding warning(Place place, String rule, String message) {
        return new Finding(place, Level.WARNING, rule, message);
    }

    public boolean error() {
        return level == Level.ERROR;
    }

    @Override
    public String toString() {
        return place + ": " + (error() ? "" : "warning: ") + rule + ": " + message;
    }
}
