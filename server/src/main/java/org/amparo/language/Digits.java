package org.amparo.language;

import com.ibm.icu.lang.UCharacter;

/// Digits of every script.
public final class Digits {
    private static final String CHINESE = "零一二三四五六七八九";
    private static final int ETHIOPIC_ONE = 0x1369;
    private static final int ETHIOPIC_NINE = 0x1371;

    private Digits() {}

    /// 0-9 for a decimal digit of any script, else -1. Ethiopic and Chinese figures are no decimal digits: see
    /// [#alone].
    public static int valueOf(int codePoint) {
        if (codePoint < 128) {
            return codePoint >= '0' && codePoint <= '9' ? codePoint - '0' : -1;
        }
        return UCharacter.digit(codePoint, 10) >= 0 && UCharacter.isDigit(codePoint)
                ? UCharacter.digit(codePoint, 10)
                : -1;
    }

    /// 0-9 for a text that is one figure and nothing else, Ethiopic ፩-፱ and Chinese 一 to 九, 零 and 〇 included;
    /// else -1.
    public static int alone(String text) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) != 1) {
            return -1;
        }
        int figure = text.codePointAt(0);
        if (figure >= ETHIOPIC_ONE && figure <= ETHIOPIC_NINE) {
            return figure - ETHIOPIC_ONE + 1;
        }
        if (figure == '〇') {
            return 0;
        }
        int chinese = CHINESE.indexOf(figure);
        return chinese >= 0 ? chinese : valueOf(figure);
    }
}
