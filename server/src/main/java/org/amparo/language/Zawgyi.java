package org.amparo.language;

import com.google.myanmartools.TransliterateZ2U;
import com.google.myanmartools.ZawgyiDetector;

/// Burmese typed with the Zawgyi font encoding, which puts other letters on the code points of Unicode's Burmese.
/// Many older phones still send it; it must be told apart and turned into Unicode before anything is compared.
///
/// Thread-safe.
public final class Zawgyi {
    /// Above this the text is taken as Zawgyi. The detector gives values near 0 or 1 for all but the shortest
    /// texts; its authors advise a high threshold, as broken Unicode is worse than unread Zawgyi.
    static final double SURE = 0.95;

    private static final int LOOKED_AT = 2_000;
    private static final int PIECE = 120;
    /// No real text is longer; conversion is slow.
    private static final int CONVERTED = 8_000;

    private static final class Holder {
        private static final ZawgyiDetector DETECTOR = new ZawgyiDetector();
        private static final TransliterateZ2U TO_UNICODE = new TransliterateZ2U("Zawgyi to Unicode");
    }

    private Zawgyi() {}

    /// How likely the text is Zawgyi, 0 to 1; 0 for a text without Burmese letters.
    public static double likelihood(String text) {
        if (!hasBurmese(text)) {
            return 0;
        }
        var beginning = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        double likelihood = Holder.DETECTOR.getZawgyiProbability(beginning);
        return likelihood < 0 || likelihood > 1 ? 0 : likelihood;
    }

    /// The text in Unicode, whichever of the two it came in.
    public static String toUnicode(String text) {
        return hasSign(text) && likelihood(text) > SURE ? converted(text) : text;
    }

    /// An order of code points or a code point that Unicode's Burmese does not have. Without one the two encodings
    /// agree on the text, or it is too short to tell: then it is Unicode.
    private static boolean hasSign(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i > 0 ? text.charAt(i - 1) : ' ';
            char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean sign = switch (c) {
                case '\u1031' -> !isConsonant(before) && !isMedial(before);
                case '\u103B' -> !isConsonant(before) && !isMedial(before);
                case '\u1039' -> !isConsonant(after);
                case '\u1033', '\u1034', '\u105A' -> true;
                default -> c >= '\u1060' && c <= '\u1097';
            };
            if (sign) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConsonant(char c) {
        return (c >= '\u1000' && c <= '\u102A') || c == '\u103F' || c == '\u104E';
    }

    private static boolean isMedial(char c) {
        return c >= '\u103B' && c <= '\u103E';
    }

    /// Piece by piece: the converter's time grows faster than the length.
    private static String converted(String text) {
        var unicode = new StringBuilder(text.length());
        int from = 0;
        int end = Math.min(text.length(), CONVERTED);
        while (from < end) {
            int to = Math.min(end, from + PIECE);
            int space = to < end ? text.lastIndexOf(' ', to) : -1;
            if (space > from) {
                to = space + 1;
            }
            unicode.append(Holder.TO_UNICODE.convert(text.substring(from, to)));
            from = to;
        }
        return unicode.append(text, end, text.length()).toString();
    }

    private static boolean hasBurmese(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'က' && c <= '႟') {
                return true;
            }
        }
        return false;
    }
}
