package org.amparo.desk;

import org.amparo.language.Digits;

/// Letters and marks as phones type them: look-alikes, digits of every writing, invisible signs.
final class Marks {
    private Marks() {}

    /// Without spaces and invisible signs at both ends; inside it stays as typed.
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && empty(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && empty(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    static boolean empty(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || invisible(codePoint);
    }

    /// Direction marks, joiners, variation selectors and the frame of a keycap.
    static boolean invisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || codePoint == 0x20E3
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
    }

    /// A small Latin letter or a digit for what it is or looks like, else `\0`.
    static char plain(int codePoint) {
        int digit = Digits.valueOf(codePoint);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        int wide = codePoint >= 0xFF21 && codePoint <= 0xFF5A ? codePoint - 0xFEE0 : codePoint;
        int lower = Character.toLowerCase(wide);
        if (lower >= 'a' && lower <= 'z') {
            return (char) lower;
        }
        return Typed.LOOK_ALIKE.getOrDefault(lower, '\0');
    }

    /// The same letter by letter; what looks like no Latin letter stays.
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(one -> {
            char letter = plain(one);
            if (letter == '\0') {
                plain.appendCodePoint(one);
            } else {
                plain.append(letter);
            }
        });
        return plain.toString();
    }

    /// Begins with `#`, of whatever width.
    static boolean number(String text) {
        return !text.isEmpty() && isNumber(text.codePointAt(0));
    }

    static String afterNumber(String text) {
        int at = 0;
        while (at < text.length() && (isNumber(text.codePointAt(at)) || empty(text.codePointAt(at)))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(at);
    }

    private static boolean isNumber(int codePoint) {
        return codePoint == '#' || codePoint == '＃' || codePoint == '﹟';
    }
}
