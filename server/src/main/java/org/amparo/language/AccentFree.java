package org.amparo.language;

import java.text.Normalizer;

/// Writes a Latin text without the accents that GSM-7 lacks, where a market sends so to halve the cost
/// (`domain.md` B). What is stored stays correct.
public final class AccentFree {
    private AccentFree() {}

    /// The text with such letters replaced by their base letter; unchanged when that would not make it GSM-7, as in
    /// another script, or when it is already.
    public static String of(String text) {
        if (Segments.gsm(text)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            var one = Character.toString(letter);
            plain.append(Segments.gsm(one) ? one : base(one));
        });
        var result = plain.toString();
        return Segments.gsm(result) ? result : text;
    }

    private static String base(String letter) {
        return switch (letter) {
            case "đ" -> "d";
            case "Đ" -> "D";
            case "ł" -> "l";
            case "Ł" -> "L";
            case "ı" -> "i";
            case "’", "‘" -> "'";
            case "–", "—" -> "-";
            case "«", "»", "„", "“", "”" -> "\"";
            default -> Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        };
    }
}
