package org.amparo.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.LocaleMatcher;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known about a locale from its BCP 47 tag alone. Tags of the wild (`fil`, `iw`, `zh-Hans-CN`, `es_MX`)
/// are understood; tags given back are ours (`tl`, `he`, `zh`, `es-MX`).
///
/// Thread-safe.
public final class Locales {
    /// The language everything is written in first, and the end of every fallback chain.
    public static final String SOURCE = "en";

    /// Other tags of the same language.
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("fil", "tl"),
            Map.entry("tgl", "tl"),
            Map.entry("iw", "he"),
            Map.entry("in", "id"),
            Map.entry("ji", "yi"),
            Map.entry("mo", "ro"),
            Map.entry("arb", "ar"),
            Map.entry("cmn", "zh"),
            Map.entry("swh", "sw"),
            Map.entry("pes", "fa"),
            Map.entry("zsm", "ms"),
            Map.entry("als", "sq"),
            Map.entry("npi", "ne"),
            Map.entry("fa-AF", "prs"));

    /// Languages near enough that a person reads the other (`rulings.md` 4). `es-*` and `pt-*` fall back to their
    /// base by themselves.
    private static final Map<String, String> NEIGHBOURS = Map.of("prs", "fa", "ms", "id", "id", "ms");

    private Locales() {}

    /// The tag as we write it: alias resolved, language in lower case, script and region kept when they say
    /// something.
    public static String canonical(String tag) {
        var cleaned = tag.strip().replace('_', '-');
        var whole = ALIASES.get(cleaned);
        if (whole != null) {
            return whole;
        }
        var locale = Locale.forLanguageTag(cleaned);
        var language = locale.getLanguage();
        if (language.isEmpty()) {
            return cleaned.toLowerCase(Locale.ROOT);
        }
        var tagged = Locale.forLanguageTag(language).toLanguageTag();
        var ours = ALIASES.getOrDefault(tagged, tagged);
        if (ours.equals("fa") && locale.getCountry().equals("AF")) {
            return "prs";
        }
        var full = new StringBuilder(ours);
        if (!locale.getScript().isEmpty() && !locale.getScript().equals(likelyScript(ours))) {
            full.append('-').append(locale.getScript());
        }
        if (!locale.getCountry().isEmpty()) {
            full.append('-').append(locale.getCountry());
        }
        return full.toString();
    }

    /// The language without script and region.
    public static String base(String tag) {
        var canonical = canonical(tag);
        int dash = canonical.indexOf('-');
        return dash < 0 ? canonical : canonical.substring(0, dash);
    }

    /// The language's name in itself, such as "Español", with a capital where the script has them.
    public static String ownName(String tag) {
        var locale = ULocale.forLanguageTag(forNames(tag));
        return capital(names(locale).localeDisplayName(locale), locale);
    }

    /// The language's English name.
    public static String englishName(String tag) {
        return names(ULocale.ENGLISH).localeDisplayName(ULocale.forLanguageTag(forNames(tag)));
    }

    /// A language's name in another one, such as `francés` for `fr` in Spanish.
    public static String name(String tag, String in) {
        return names(ULocale.forLanguageTag(forNames(in))).localeDisplayName(ULocale.forLanguageTag(forNames(tag)));
    }

    /// A country's name in a language, such as `Rumanía` for `RO` in Spanish.
    public static String countryName(String country, String tag) {
        return ULocale.getDisplayCountry("und-" + country, forNames(tag));
    }

    public static Direction direction(String tag) {
        return ULocale.forLanguageTag(canonical(tag)).isRightToLeft() ? Direction.RTL : Direction.LTR;
    }

    /// The four-letter code of the script the language is usually written in, such as `Arab`; empty when unknown.
    public static String likelyScript(String tag) {
        return ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)).getScript();
    }

    /// Where to look for a text, in this order: the locale itself, its bases, its neighbour, English.
    public static List<String> fallbacks(String tag) {
        var chain = new LinkedHashSet<String>();
        var locale = canonical(tag);
        while (true) {
            chain.add(locale);
            int dash = locale.lastIndexOf('-');
            if (dash < 0) {
                break;
            }
            locale = locale.substring(0, dash);
        }
        var neighbour = NEIGHBOURS.get(locale);
        if (neighbour != null) {
            chain.add(neighbour);
        }
        chain.add(SOURCE);
        return List.copyOf(chain);
    }

    /// The offered locale that suits best what somebody wants, best wish first; empty when none is near.
    ///
    /// Our own fallback pairs come before CLDR's list of near languages, which would leave a Dari speaker with
    /// English.
    public static Optional<String> nearest(List<String> wanted, Collection<String> offered) {
        for (var wish : wanted) {
            var chain = fallbacks(wish);
            var found = chain.stream()
                    .filter(tag -> offered.contains(tag)
                            && (!tag.equals(SOURCE) || base(wish).equals(SOURCE)))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            var near = nearestByCldr(wish, offered);
            if (near != null) {
                return Optional.of(near);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String nearestByCldr(String wish, Collection<String> offered) {
        var supported = new ArrayList<ULocale>();
        offered.forEach(tag -> supported.add(ULocale.forLanguageTag(tag)));
        var best = LocaleMatcher.builder()
                .setSupportedULocales(supported)
                .setNoDefaultLocale()
                .build()
                .getBestMatch(ULocale.forLanguageTag(canonical(wish)));
        // CLDR sends many languages to English; that is the caller's last resort, not a near language
        boolean resort =
                best != null && best.getLanguage().equals(SOURCE) && !base(wish).equals(SOURCE);
        return best == null || resort ? null : best.toLanguageTag();
    }

    /// A language named and nothing else ("اردو", "urdu", "Español", "tl"), among those offered; see
    /// [LanguageNames].
    public static Optional<String> byName(String text, Collection<String> offered) {
        return LanguageNames.find(text, offered);
    }

    /// ICU knows names for `fil`, not for our `tl`, and Dari as the Persian of Afghanistan.
    static String forNames(String tag) {
        var canonical = canonical(tag);
        return switch (canonical) {
            case "tl" -> "fil";
            case "prs" -> "fa-AF";
            default -> canonical;
        };
    }

    private static LocaleDisplayNames names(ULocale locale) {
        return LocaleDisplayNames.getInstance(locale, LocaleDisplayNames.DialectHandling.DIALECT_NAMES);
    }

    private static String capital(String name, ULocale locale) {
        if (name.isEmpty()) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        return UCharacter.toUpperCase(locale, name.substring(0, first)) + name.substring(first);
    }
}
