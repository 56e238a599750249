package org.amparo.api;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a public page stands: a language, then the menu numbers people text; 0 where there is none yet.
record Place(String lang, int section, int topic) {
    private static final Pattern PATH = Pattern.compile("([^/]{2,35})(?:/([1-9][0-9]?)(?:/([1-9][0-9]?))?)?/?");

    /// Empty for what is no address of a page.
    static Optional<Place> read(String path) {
        var match = PATH.matcher(path);
        return match.matches() && Wish.isTag(match.group(1))
                ? Optional.of(new Place(match.group(1), number(match.group(2)), number(match.group(3))))
                : Optional.empty();
    }

    String path() {
        return "/" + lang + (section == 0 ? "" : "/" + section) + (topic == 0 ? "" : "/" + topic);
    }

    Place in(String other) {
        return new Place(other, section, topic);
    }

    Place up() {
        return topic == 0 ? new Place(lang, 0, 0) : new Place(lang, section, 0);
    }

    @SuppressWarnings("NullAway") // a group that did not take part is null
    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
