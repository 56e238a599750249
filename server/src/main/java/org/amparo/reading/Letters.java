package org.amparo.reading;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.language.Script;

/// Letters that tell languages of one writing apart (`domain.md` D, the notes), and those that none of ours uses.
final class Letters {
    /// By language, what it has beyond the plain letters of its writing.
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("en", ""),
            Map.entry("es", "áéíóúüñ¿¡"),
            Map.entry("fr", "àâæçéèêëîïôœùûü"),
            Map.entry("pt", "áâãàçéêíóôõúü"),
            Map.entry("ro", "ăâîșțşţ"),
            Map.entry("sq", "ëç"),
            Map.entry("tl", "ñáéíóú"),
            Map.entry("tr", "çğıöşüâîû"),
            Map.entry("pl", "ąćęłńóśźż"),
            Map.entry("ha", "ɓɗƙƴ"),
            Map.entry("id", "é"),
            Map.entry("vi", vietnamese()),
            Map.entry("ru", "ыэёъ"),
            Map.entry("uk", "іїєґ"),
            Map.entry("bg", "ъ"),
            Map.entry("ar", "ةىأإؤئءكي"),
            Map.entry("fa", "پچژگکیآئ"),
            Map.entry("ur", "پچژگکیٹڈڑںےہھئآۓ"));

    /// Letters of a shared writing that mark one of its languages.
    private static final String TIGRINYA = "ኣቐቑቒቓቔቕቖኸኹኺኻኼኽኾዀኣኦ";
    private static final String AMHARIC = "አኧሽ";
    private static final String ASSAMESE = "ৰৱ";
    private static final String MARATHI = "ळ";
    private static final String PLAIN_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя";
    private static final String PLAIN_ARABIC = "ابتثجحخدذرزسشصضطظعغفقلمنوه";
    private static final String MARKS_OF_ARABIC = "ًٌٍَُِّْٰـ";

    private static final double FOR = 0.6;
    private static final double AGAINST = 0.2;

    private static final Map<Script, List<String>> FAMILIES = Map.of(
            Script.LATIN,
            List.of("en", "es", "fr", "pt", "ro", "sq", "tl", "tr", "pl", "ha", "id", "vi", "so", "sw"),
            Script.CYRILLIC,
            List.of("ru", "uk", "bg"),
            Script.ARABIC,
            List.of("ar", "fa", "ur"),
            Script.ETHIOPIC,
            List.of("am", "ti"));

    private final Map<Character, Long> users = new HashMap<>();
    private final Map<Script, Long> families = new EnumMap<>(Script.class);
    private final Languages languages;

    Letters(Languages languages) {
        this.languages = languages;
        OWN.forEach((tag, letters) -> letters.chars().forEach(c -> use((char) c, tag)));
        TIGRINYA.chars().forEach(c -> use((char) c, "ti"));
        AMHARIC.chars().forEach(c -> use((char) c, "am"));
        FAMILIES.forEach((script, tags) -> families.put(script, languages.bits(tags)));
    }

    private static String vietnamese() {
        var letters = new StringBuilder("đơưăâêôàáãèéìíòóõùúýĩũ");
        for (char c = 'ạ'; c <= 'ỹ'; c++) {
            letters.append(c);
        }
        return letters.toString();
    }

    private void use(char letter, String tag) {
        int number = languages.number(tag);
        if (number >= 0) {
            users.merge(letter, 1L << number, (a, b) -> a | b);
        }
    }

    /// What the letters of a text say.
    ///
    /// @param scores by number of the language; below zero when the text has letters the language lacks
    /// @param foreign how many letters belong to none of our languages
    /// @param letters how many letters there are
    record Evidence(double[] scores, int foreign, int letters) {}

    /// Looks at the text as it was typed: folding would hide the difference.
    Evidence weigh(String typed) {
        var text = typed.chars().anyMatch(c -> c >= 0x300 && c <= 0x36F)
                ? Normalizer.normalize(typed, Normalizer.Form.NFC)
                : typed;
        var scores = new double[languages.size()];
        int foreign = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (!Character.isLetter(c)) {
                continue;
            }
            letters++;
            if (c < 0x80) {
                continue;
            }
            var who = users.get(c);
            if (who != null) {
                add(who, FOR / Long.bitCount(who), scores);
                add(families.getOrDefault(Script.of(c), 0L) & ~who, -AGAINST, scores);
            } else if (isForeign(c)) {
                foreign++;
            }
        }
        return new Evidence(scores, foreign, letters);
    }

    private static void add(long languages, double weight, double[] scores) {
        for (long rest = languages; rest != 0; rest &= rest - 1) {
            scores[Long.numberOfTrailingZeros(rest)] += weight;
        }
    }

    private static boolean isForeign(char c) {
        return switch (Script.of(c)) {
            case LATIN -> true;
            case CYRILLIC -> PLAIN_CYRILLIC.indexOf(c) < 0;
            case ARABIC -> c < 0xFB50 && PLAIN_ARABIC.indexOf(c) < 0 && MARKS_OF_ARABIC.indexOf(c) < 0;
            case DEVANAGARI -> MARATHI.indexOf(c) >= 0;
            case BENGALI -> ASSAMESE.indexOf(c) >= 0;
            case MYANMAR -> c >= '\u1050' && c <= '\u109F';
            case OTHER -> true;
            default -> false;
        };
    }
}
