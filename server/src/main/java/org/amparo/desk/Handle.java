package org.amparo.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A handle at the beginning of a text: a consonant and a digit, whatever their case and writing.
///
/// @param name as we write it, `B3`
/// @param rest what follows it, without the colon, comma or dash between
record Handle(String name, String rest) {
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxyz";
    private static final String BEFORE = "([{<\"'«“„*";
    private static final String BETWEEN = ":：﹕,،、.;؛-–—)]}>\"'»”*/|=";

    static Optional<Handle> at(String text, Set<String> known) {
        int at = 0;
        while (at < text.length() && (BEFORE.indexOf(text.charAt(at)) >= 0 || Marks.empty(text.codePointAt(at)))) {
            at++;
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        char letter = Marks.plain(text.codePointAt(at));
        if (CONSONANTS.indexOf(letter) < 0) {
            return Optional.empty();
        }
        at += Character.charCount(text.codePointAt(at));
        int digitAt = at;
        boolean gap = false;
        while (digitAt < text.length() && Marks.empty(text.codePointAt(digitAt))) {
            gap |= !Marks.invisible(text.codePointAt(digitAt));
            digitAt += Character.charCount(text.codePointAt(digitAt));
        }
        if (digitAt >= text.length() || !digit(Marks.plain(text.codePointAt(digitAt)))) {
            return Optional.empty();
        }
        var name = ("" + letter + Marks.plain(text.codePointAt(digitAt))).toUpperCase(Locale.ROOT);
        int end = digitAt + Character.charCount(text.codePointAt(digitAt));
        while (end < text.length() && Marks.invisible(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        boolean goesOn = end < text.length() && Character.isLetterOrDigit(text.codePointAt(end));
        if (goesOn || (gap && !known.contains(name))) {
            return Optional.empty();
        }
        return Optional.of(new Handle(name, behind(text.substring(end))));
    }

    private static String behind(String text) {
        var rest = Marks.trimmed(text);
        while (!rest.isEmpty() && BETWEEN.indexOf(rest.charAt(0)) >= 0) {
            rest = Marks.trimmed(rest.substring(1));
        }
        return rest;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return name;
    }
}
