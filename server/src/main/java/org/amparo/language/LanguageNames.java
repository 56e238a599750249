package org.amparo.language;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The names people give to languages: each one's own, the English one, its names in the other languages we speak,
/// spellings of the street, and its code. Built on first use.
final class LanguageNames {
    /// The languages whose names we know; others are known by their own and English name when they are offered.
    private static final List<String> KNOWN = List.of(
            "en", "es", "fr", "pt", "ro", "ru", "uk", "bg", "sq", "ar", "fa", "ur", "hi", "bn", "ne", "my", "th", "vi",
            "id", "tl", "zh", "am", "ti", "so", "sw", "ha", "tr", "km", "lo", "pl");

    /// Codes that are everyday words too; they name nothing.
    private static final Set<String> WORDS = Set.of("hi", "ha", "my", "am", "so", "id", "ti", "no", "is", "it", "la");

    /// Names CLDR does not have.
    private static final Map<String, List<String>> STREET = Map.ofEntries(
            Map.entry("tl", List.of("tagalog", "filipino", "pilipino", "pinoy", "tagalo", "taglish")),
            Map.entry(
                    "fa", List.of("farsi", "persian", "dari", "فارسی", "فارسي", "دری", "پارسی", "parsi", "فارسی دری")),
            Map.entry("zh", List.of("chinese", "mandarin", "putonghua", "zhongwen", "中文", "汉语", "普通话", "华语", "国语")),
            Map.entry("my", List.of("burmese", "myanmar", "bama", "ဗမာ", "မြန်မာ", "မြန်မာစာ")),
            Map.entry("id", List.of("indonesian", "indonesia", "bahasa", "bahasa indonesia", "melayu", "malay")),
            Map.entry("km", List.of("khmer", "cambodian", "ខ្មែរ", "ភាសាខ្មែរ")),
            Map.entry("am", List.of("amharic", "amarigna", "amharigna", "amarinya", "አማርኛ")),
            Map.entry("ti", List.of("tigrinya", "tigrigna", "tigrina", "ትግርኛ")),
            Map.entry("so", List.of("somali", "soomaali", "af soomaali", "af somali")),
            Map.entry("sw", List.of("swahili", "kiswahili")),
            Map.entry("ha", List.of("hausa", "hausawa")),
            Map.entry("es", List.of("spanish", "espanol", "español", "castellano", "castilian")),
            Map.entry("pt", List.of("portuguese", "portugues", "brasileiro", "brazilian")),
            Map.entry("ro", List.of("romanian", "romana", "romaneste", "română", "moldovan", "moldoveneasca")),
            Map.entry("ru", List.of("russian", "русский", "по-русски", "русски", "russkiy", "russki", "po russki")),
            Map.entry("uk", List.of("ukrainian", "українська", "по-українськи", "ukrainska", "ukrayinska")),
            Map.entry("bg", List.of("bulgarian", "български", "bulgarski", "balgarski")),
            Map.entry("sq", List.of("albanian", "shqip", "shqipe")),
            Map.entry("ar", List.of("arabic", "arabi", "عربي", "عربية", "العربية", "3arabi", "3rbi")),
            Map.entry("ur", List.of("urdu", "اردو", "اُردو")),
            Map.entry("hi", List.of("hindi", "हिंदी", "हिन्दी")),
            Map.entry("bn", List.of("bengali", "bangla", "বাংলা")),
            Map.entry("ne", List.of("nepali", "नेपाली")),
            Map.entry("th", List.of("thai", "ไทย", "ภาษาไทย")),
            Map.entry("lo", List.of("lao", "laotian", "ລາວ", "ພາສາລາວ")),
            Map.entry("vi", List.of("vietnamese", "tieng viet", "tiếng việt", "viet")),
            Map.entry("tr", List.of("turkish", "turkce", "türkçe")),
            Map.entry("pl", List.of("polish", "polski", "polska", "po polsku")),
            Map.entry("fr", List.of("french", "francais", "français")),
            Map.entry("en", List.of("english", "inglish", "engish")));

    private static final class Holder {
        private static final Map<String, String> TAGS = build();
    }

    /// Own and English name of each language asked about so far; only offered ones are, so it stays small.
    private static final Map<String, Set<String>> NAMES = new ConcurrentHashMap<>();

    private LanguageNames() {}

    private static Set<String> names(String tag) {
        return Set.copyOf(List.of(key(Locales.ownName(tag)), key(Locales.englishName(tag))).stream()
                .distinct()
                .toList());
    }

    static Optional<String> find(String text, Collection<String> offered) {
        if (text.length() > 60) {
            return Optional.empty();
        }
        var key = key(text);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        for (var tag : offered) {
            boolean code = key.equals(tag.toLowerCase(Locale.ROOT)) && !WORDS.contains(key);
            if (code || NAMES.computeIfAbsent(tag, LanguageNames::names).contains(key)) {
                return Optional.of(tag);
            }
        }
        return Optional.ofNullable(Holder.TAGS.get(key)).flatMap(tag -> Locales.nearest(List.of(tag), offered));
    }

    private static Map<String, String> build() {
        var tags = new HashMap<String, String>();
        var disputed = new LinkedHashSet<String>();
        for (var speaker : KNOWN) {
            var names = LocaleDisplayNames.getInstance(ULocale.forLanguageTag(Locales.forNames(speaker)));
            for (var tag : KNOWN) {
                var key = key(names.localeDisplayName(ULocale.forLanguageTag(Locales.forNames(tag))));
                var before = tags.putIfAbsent(key, tag);
                if (before != null && !before.equals(tag)) {
                    disputed.add(key);
                }
            }
        }
        disputed.forEach(tags::remove);
        STREET.forEach((tag, names) -> names.forEach(name -> tags.put(key(name), tag)));
        KNOWN.stream().filter(tag -> !WORDS.contains(tag)).forEach(tag -> tags.put(tag, tag));
        return Map.copyOf(tags);
    }

    private static String key(String name) {
        var letters = new StringBuilder();
        Folding.accentFree(Folding.normalise(name, 100))
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Script.isMark(c))
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
