package org.amparo.language;

/// Letters that people use for each other within one writing, made one (`domain.md` D, the notes of the languages).
final class Variants {
    private Variants() {}

    /// Alef and yeh in all their forms, the kaf and heh of Persian and Urdu, no vowel marks, no stretching.
    static void arabic(int codePoint, StringBuilder folded) {
        switch (codePoint) {
            case 'أ', 'إ', 'آ', 'ٱ' -> folded.append('ا');
            case 'ى', 'ی', 'ئ', 'ې', 'ۍ' -> folded.append('ي');
            case 'ک', 'ڪ' -> folded.append('ك');
            case 'ة', 'ہ', 'ھ', 'ۂ', 'ۃ', 'ە', 'ۀ' -> folded.append('ه');
            case 'ؤ' -> folded.append('و');
            case 'ں' -> folded.append('ن');
            case 'ء', 'ـ', 'ٰ' -> {}
            default -> {
                if (!Script.isMark(codePoint)) {
                    folded.appendCodePoint(codePoint);
                }
            }
        }
    }

    /// The scripts from Devanagari to Khmer, and Ethiopic.
    static void southAndEast(int codePoint, String text, int at, StringBuilder folded) {
        switch (codePoint) {
            case 0x93C -> {}
            case 0x901 -> folded.append('\u0902');
            case 0x928 -> folded.append(isHomorganic(text, at) ? '\u0902' : '\u0928');
            case 0x94D -> {
                if (folded.isEmpty() || folded.charAt(folded.length() - 1) != '\u0902') {
                    folded.append('\u094D');
                }
            }
            case 0xE40 -> thaiE(folded);
            case 0xEBC -> folded.append('\u0EA5');
            case 0x1040 -> folded.append(isBurmeseLetter(text, at) ? '\u101D' : '\u1040');
            case 0x178A -> folded.append(endsWith(folded, '\u17D2') ? '\u178F' : '\u178A');
            case 0x17B4, 0x17B5 -> {}
            default ->
                folded.appendCodePoint(codePoint >= 0x1200 && codePoint < 0x1380 ? ethiopic(codePoint) : codePoint);
        }
    }

    /// The three h, two s, two vowel carriers and two ts' sound alike today, and so do the first and fourth order
    /// of h and of the vowel carrier.
    private static int ethiopic(int codePoint) {
        int letter = codePoint;
        if (letter >= 0x1210 && letter <= 0x1216) {
            letter -= 0x10;
        } else if (letter >= 0x1280 && letter <= 0x1286) {
            letter -= 0x80;
        } else if (letter >= 0x1220 && letter <= 0x1227) {
            letter += 0x10;
        } else if (letter >= 0x12D0 && letter <= 0x12D6) {
            letter -= 0x30;
        } else if (letter >= 0x1340 && letter <= 0x1347) {
            letter -= 0x8;
        }
        return letter == 0x1203 ? 0x1200 : letter == 0x12A3 ? 0x12A0 : letter;
    }

    /// Two เ are how some phones write แ.
    private static void thaiE(StringBuilder folded) {
        if (endsWith(folded, '\u0E40')) {
            folded.setCharAt(folded.length() - 1, '\u0E41');
        } else {
            folded.append('\u0E40');
        }
    }

    /// न् before त थ द ध is also written as a dot: बन्द, बंद.
    private static boolean isHomorganic(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at + 1) == '\u094D'
                && text.charAt(at + 2) >= '\u0924'
                && text.charAt(at + 2) <= '\u0927';
    }

    /// The digit zero typed for the letter ဝ: it carries a mark.
    private static boolean isBurmeseLetter(String text, int at) {
        return at + 1 < text.length() && Script.isMark(text.charAt(at + 1));
    }

    private static boolean endsWith(StringBuilder text, char c) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == c;
    }
}
