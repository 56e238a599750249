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
        double likelihood = Holder.DETECTOR.getZawgyiProbability(text);
        return likelihood < 0 || likelihood > 1 ? 0 : likelihood;
    }

    /// The text in Unicode, whichever of the two it came in.
    public static String toUnicode(String text) {
        return likelihood(text) > SURE ? Holder.TO_UNICODE.convert(text) : text;
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
