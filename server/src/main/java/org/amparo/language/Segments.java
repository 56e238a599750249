package org.amparo.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a text costs to send: its alphabet, its units, and the billed segments it falls into (3GPP TS 23.038).
///
/// A text of GSM-7 characters only has 160 septets in one segment, 153 in each of several; any other character
/// turns the whole text into UTF-16 with 70 units, or 67 in each of several. A character of two units is never cut.
///
/// @param units septets or UTF-16 units
/// @param segments at least 1, also for an empty text
public record Segments(Encoding encoding, int units, int segments) {

    public enum Encoding {
        GSM7(160, 153),
        UCS2(70, 67);

        private final int single;
        private final int several;

        Encoding(int single, int several) {
            this.single = single;
            this.several = several;
        }
    }

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    public static Segments count(String text) {
        var encoding = gsm(text) ? Encoding.GSM7 : Encoding.UCS2;
        int units = 0;
        int filled = 0;
        int segments = 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int width = width(character, encoding);
            if (filled + width > encoding.several) {
                segments++;
                filled = 0;
            }
            filled += width;
            units += width;
            i += Character.charCount(character);
        }
        return new Segments(encoding, units, units <= encoding.single ? 1 : segments);
    }

    /// Whether every character is in the GSM-7 alphabet or its extension.
    public static boolean gsm(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
    }

    private static int width(int character, Encoding encoding) {
        return switch (encoding) {
            case GSM7 -> EXTENDED.indexOf(character) >= 0 ? 2 : 1;
            case UCS2 -> Character.charCount(character);
        };
    }

    /// The text cut into texts of at most so many segments each: between words, or inside a word that alone is too
    /// long; never inside what a reader sees as one character, unless that alone is too long. Nothing but space is
    /// lost.
    public static List<String> split(String text, int maxSegments) {
        if (maxSegments < 1) {
            throw new IllegalArgumentException("at least one segment");
        }
        var pieces = new ArrayList<String>();
        var rest = text;
        while (count(rest).segments() > maxSegments) {
            int end = end(rest, maxSegments);
            pieces.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || pieces.isEmpty()) {
            pieces.add(rest);
        }
        return List.copyOf(pieces);
    }

    /// Where the first piece of a text that is too long ends.
    private static int end(String text, int maxSegments) {
        int cluster = 0;
        int word = 0;
        var clusters = CLUSTER.matcher(text);
        while (clusters.find() && count(text.substring(0, clusters.end())).segments() <= maxSegments) {
            cluster = clusters.end();
            if (text.substring(clusters.start(), clusters.end()).isBlank()) {
                word = clusters.start();
            }
        }
        if (cluster == 0) {
            return characters(text, maxSegments);
        }
        boolean wordEnds = cluster < text.length() && Character.isWhitespace(text.codePointAt(cluster));
        return wordEnds || word == 0 ? cluster : word;
    }

    private static int characters(String text, int maxSegments) {
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (count(text.substring(0, next)).segments() > maxSegments) {
                break;
            }
            end = next;
        }
        return end;
    }
}
