package org.amparo.language;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;

/// Makes texts comparable (`domain.md` E.6): whatever a phone does to a word, the same word comes out.
///
/// Nothing that tells two words of one language apart is folded in [#normalise]; Latin accents, which people drop,
/// are a second try, [#accentFree]. Marks are never removed wholesale: that would turn й into и and strip the
/// vowels of Indic scripts.
public final class Folding {
    /// More marks than this on one letter are noise or an attack; no writing of ours needs as many.
    private static final int MARKS = 8;

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private Folding() {}

    /// At most the first `limit` UTF-16 units of the text: NFKC, Unicode instead of Zawgyi, lower case, letter
    /// variants of a writing made one, invisible characters gone, one space where there were several. Punctuation
    /// and emoji stay. Time and size are bounded by `limit`, whatever the text holds.
    public static String normalise(String text, int limit) {
        if (isPlain(text, limit)) {
            return lowerPlain(text, Math.min(text.length(), limit));
        }
        var cleaned = Zawgyi.toUnicode(clean(text, Math.min(text.length(), limit)));
        var composed = NFKC.normalize(cleaned);
        return variants(composed, Math.min(composed.length(), 4 * limit));
    }

    /// Latin letters without their accents, the hooked letters of Hausa and the undotted ı included; apostrophes
    /// and hyphens inside words gone. Other scripts stay as they are. Expects a normalised text.
    public static String accentFree(String normalised) {
        int i = 0;
        while (i < normalised.length() && isBare(normalised.charAt(i))) {
            i++;
        }
        if (i == normalised.length()) {
            return normalised;
        }
        var bare = new StringBuilder(normalised.length() + 4).append(normalised, 0, i);
        for (; i < normalised.length(); i++) {
            char c = normalised.charAt(i);
            if (isBare(c)) {
                bare.append(c);
            } else if (c >= LatinLetters.FIRST && c <= LatinLetters.LAST) {
                bare.append(LatinLetters.BARE[c - LatinLetters.FIRST]);
            } else if (c != '\'' && c != '-' && !(c >= 0x300 && c <= 0x36F)) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static boolean isBare(char c) {
        return c < 0x80 && c != '\'' && c != '-';
    }

    /// Runs of one letter as a single letter ("heeelp" as "help").
    public static String squeezed(String text) {
        int i = 1;
        while (i < text.length() && text.charAt(i) != text.charAt(i - 1)) {
            i++;
        }
        if (i >= text.length()) {
            return text;
        }
        var squeezed = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(i - 1)) {
                squeezed.append(text.charAt(i));
            }
        }
        return squeezed.toString();
    }

    private static boolean isPlain(String text, int limit) {
        int end = Math.min(text.length(), limit);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x7F || c < ' ' || c == '`') {
                return false;
            }
        }
        return true;
    }

    private static String lowerPlain(String text, int end) {
        var lower = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                space(lower);
            } else {
                lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        return stripped(lower);
    }

    /// Unpaired surrogates, invisible characters and towers of marks out; separators that carry meaning to spaces.
    private static String clean(String text, int end) {
        var cleaned = new StringBuilder(end);
        int marks = 0;
        Script last = Script.NONE;
        int codePoint;
        for (int i = 0; i < end; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            boolean mark = codePoint >= 0x300 && Script.isMark(codePoint);
            marks = mark ? marks + 1 : 0;
            if (mark && (marks > MARKS || codePoint == 0x20E3 || isVariationSelector(codePoint))) {
                continue;
            }
            switch (codePoint) {
                case '`', '\u00B4', '\u2018', '\u2019', '\u201B', '\u02BC', '\u02BB', '\u02B9', '\uFF07' ->
                    cleaned.append('\'');
                case '\u200C' -> cleaned.append(last == Script.ARABIC ? " " : "");
                case '\u200B' -> cleaned.append(last.unspaced() ? "" : " ");
                case '\u1361' -> cleaned.append(' ');
                default -> {
                    int type = Character.getType(codePoint);
                    if (type == Character.CONTROL
                            || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR) {
                        cleaned.append(codePoint == '\n' || codePoint == '\r' ? " \n " : " ");
                    } else if (type == Character.DASH_PUNCTUATION) {
                        cleaned.append('-');
                    } else if (type != Character.FORMAT
                            && type != Character.SURROGATE
                            && type != Character.UNASSIGNED
                            && !isSkinTone(codePoint)) {
                        cleaned.appendCodePoint(codePoint);
                        if (!mark) {
                            last = Script.of(codePoint);
                        }
                    }
                }
            }
        }
        return cleaned.toString();
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    private static String variants(String text, int end) {
        var folded = new StringBuilder(end);
        int codePoint;
        for (int i = 0; i < end; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint <= ' ') {
                space(folded);
            } else if (codePoint < 0x370) {
                folded.appendCodePoint(codePoint == 'İ' ? 'i' : Character.toLowerCase(codePoint));
            } else if (codePoint < 0x600) {
                int lower = Character.toLowerCase(codePoint);
                folded.appendCodePoint(lower == 'ё' ? 'е' : lower);
            } else if (codePoint < 0x700) {
                Variants.arabic(codePoint, folded);
            } else if (codePoint < 0x1800) {
                Variants.southAndEast(codePoint, text, i, folded);
            } else if (codePoint == '〇') {
                folded.append('零');
            } else if (codePoint >= 0x4E00 && codePoint <= 0x9FFF) {
                folded.append(Simplified.LETTERS[codePoint - 0x4E00]);
            } else {
                folded.appendCodePoint(Character.toLowerCase(codePoint));
            }
        }
        return stripped(folded);
    }

    private static void space(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private static String stripped(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private static final class LatinLetters {
        static final char FIRST = 0xC0;
        static final char LAST = 0x1EFF;
        static final String[] BARE = new String[LAST - FIRST + 1];

        static {
            var nfd = Normalizer2.getNFDInstance();
            for (char c = FIRST; ; c++) {
                BARE[c - FIRST] = bare(c, nfd);
                if (c == LAST) {
                    break;
                }
            }
        }

        private static String bare(char c, Normalizer2 nfd) {
            return switch (c) {
                case 'đ', 'ɗ', 'ð' -> "d";
                case 'ł' -> "l";
                case 'ø' -> "o";
                case 'ı' -> "i";
                case 'ɓ' -> "b";
                case 'ƙ' -> "k";
                case 'ƴ' -> "y";
                case 'ħ' -> "h";
                case 'ß' -> "ss";
                case 'æ' -> "ae";
                case 'œ' -> "oe";
                case 'þ' -> "th";
                default -> {
                    var decomposed = nfd.getDecomposition(c);
                    boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
                    if (c >= 0x300 && c <= 0x36F) {
                        yield "";
                    }
                    yield latin && decomposed != null
                            ? nfd.normalize(decomposed).substring(0, 1)
                            : String.valueOf(c);
                }
            };
        }
    }

    /// Traditional Chinese letters as Simplified ones, letter by letter.
    private static final class Simplified {
        static final char[] LETTERS = new char[0x9FFF - 0x4E00 + 1];

        static {
            var toSimplified = Transliterator.getInstance("Traditional-Simplified");
            for (int i = 0; i < LETTERS.length; i++) {
                var simplified = toSimplified.transliterate(String.valueOf((char) (0x4E00 + i)));
                LETTERS[i] = simplified.length() == 1 ? simplified.charAt(0) : (char) (0x4E00 + i);
            }
        }
    }
}
