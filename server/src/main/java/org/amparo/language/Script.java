package org.amparo.language;

import java.util.EnumMap;
import java.util.Map;

/// Which writing a text is in.
public enum Script {
    LATIN,
    CYRILLIC,
    ARABIC,
    DEVANAGARI,
    BENGALI,
    ETHIOPIC,
    THAI,
    LAO,
    KHMER,
    MYANMAR,
    HAN,
    /// A writing none of our languages uses; Japanese kana and Korean count here.
    OTHER,
    /// Neither letter nor mark: digits, spaces, signs, emoji.
    NONE;

    /// Written without spaces between words.
    public boolean unspaced() {
        return this == THAI || this == LAO || this == KHMER || this == MYANMAR || this == HAN;
    }

    public static Script of(int codePoint) {
        if (codePoint < 0x250) {
            return Character.isLetter(codePoint) ? LATIN : NONE;
        }
        if (!Character.isLetter(codePoint) && !isMark(codePoint)) {
            return NONE;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case LATIN -> LATIN;
            case CYRILLIC -> CYRILLIC;
            case ARABIC -> ARABIC;
            case DEVANAGARI -> DEVANAGARI;
            case BENGALI -> BENGALI;
            case ETHIOPIC -> ETHIOPIC;
            case THAI -> THAI;
            case LAO -> LAO;
            case KHMER -> KHMER;
            case MYANMAR -> MYANMAR;
            case HAN -> HAN;
            case COMMON, INHERITED, UNKNOWN -> NONE;
            default -> OTHER;
        };
    }

    static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /// The script most letters of the text are in; [#NONE] when it has no letter.
    public static Script dominant(String text) {
        var counts = new EnumMap<Script, Integer>(Script.class);
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            var script = of(codePoint);
            if (script != NONE) {
                counts.merge(script, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(NONE);
    }
}
