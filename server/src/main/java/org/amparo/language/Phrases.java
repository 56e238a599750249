package org.amparo.language;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Formats our sentences, which are ICU MessageFormat patterns. Digits are Western in every language, so that they
/// can be typed back; an apostrophe is itself unless it stands beside a brace.
///
/// Thread-safe; keeps the last few hundred compiled patterns.
public final class Phrases {
    private static final int KEPT = 1024;

    private record Key(String pattern, String locale) {}

    private static final Map<Key, MessageFormat> COMPILED = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, MessageFormat> eldest) {
            return size() > KEPT;
        }
    };

    private Phrases() {}

    /// The sentence with its arguments put in. An argument that is missing stays as `{name}`: check beforehand.
    public static String format(String pattern, Map<String, Object> arguments, String locale) {
        if (pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        var compiled = compiled(new Key(pattern, locale));
        synchronized (compiled) {
            return compiled.format(arguments);
        }
    }

    private static MessageFormat compiled(Key key) {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(
                    key,
                    k -> new MessageFormat(
                            k.pattern(), ULocale.forLanguageTag(Locales.forNames(k.locale()) + "-u-nu-latn")));
        }
    }

    /// The names in the pattern's braces, sorted; empty when the pattern does not parse.
    public static Set<String> argumentNames(String pattern) {
        var names = new TreeSet<String>();
        try {
            var parsed = new MessagePattern(pattern);
            for (int i = 0; i < parsed.countParts(); i++) {
                var part = parsed.getPart(i);
                if (part.getType() == MessagePattern.Part.Type.ARG_NAME
                        || part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
                    names.add(parsed.getSubstring(part));
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Set.of();
        }
        return names;
    }

    /// What is wrong with a pattern in this language, in words for an editor; empty when it is right.
    public static List<String> problems(String pattern, String locale) {
        MessagePattern parsed;
        try {
            parsed = new MessagePattern(pattern);
            var unused = new MessageFormat(pattern, ULocale.forLanguageTag(Locales.canonical(locale)));
            assert unused != null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return List.of("is not a message pattern: " + e.getMessage());
        }
        var problems = new ArrayList<String>();
        var categories = PluralRules.forLocale(ULocale.forLanguageTag(Locales.forNames(locale)))
                .getKeywords();
        boolean plural = false;
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            switch (part.getType()) {
                case ARG_NUMBER ->
                    problems.add("uses a numbered argument {" + parsed.getSubstring(part) + "}: name it");
                case ARG_START -> plural = part.getArgType() == MessagePattern.ArgType.PLURAL;
                case ARG_SELECTOR -> {
                    var selector = parsed.getSubstring(part);
                    if (plural && !selector.startsWith("=") && !categories.contains(selector)) {
                        problems.add("has the plural form \"" + selector + "\", which this language does not use");
                    }
                }
                default -> {}
            }
        }
        return problems;
    }

    /// The same for a pattern without regard to a language's plural forms.
    public static List<String> problems(String pattern) {
        return problems(pattern, Locales.SOURCE).stream()
                .filter(problem -> !problem.startsWith("has the plural form"))
                .toList();
    }
}
