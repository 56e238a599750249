package org.amparo.language;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Number words of a language, from ICU's rules.
public final class Spellout {
    private static final List<MeasureUnit> OF_TIME =
            List.of(MeasureUnit.MINUTE, MeasureUnit.HOUR, MeasureUnit.DAY, MeasureUnit.WEEK, MeasureUnit.MONTH);

    private Spellout() {}

    /// The words for the numbers from one to another, both included, such as "fifteen"; all forms ICU has
    /// (masculine, feminine …), none when ICU has no rules for the language or they only give digits.
    public static Map<String, Integer> words(int from, int to, String tag) {
        var words = new LinkedHashMap<String, Integer>();
        var locale = ULocale.forLanguageTag(Locales.forNames(tag));
        var rules = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
        var actual = rules.getLocale(ULocale.ACTUAL_LOCALE);
        if (actual == null || !actual.getLanguage().equals(locale.getLanguage())) {
            return words;
        }
        for (var ruleSet : rules.getRuleSetNames()) {
            if (ruleSet.startsWith("%spellout-cardinal") || ruleSet.startsWith("%spellout-numbering")) {
                for (int number = from; number <= to; number++) {
                    var word = rules.format(number, ruleSet).replace("\u00AD", "");
                    if (word.chars().noneMatch(Character::isDigit)) {
                        words.putIfAbsent(word, number);
                    }
                }
            }
        }
        return words;
    }

    /// How the language names minutes, hours, days, weeks and months beside a number: after an age they tell that
    /// it is none ("I am 16 hours at work").
    public static Set<String> timeUnits(String tag) {
        var locale = ULocale.forLanguageTag(Locales.forNames(tag));
        var words = new LinkedHashSet<String>();
        for (var width : List.of(MeasureFormat.FormatWidth.WIDE, MeasureFormat.FormatWidth.SHORT)) {
            var format = MeasureFormat.getInstance(locale, width);
            for (var unit : OF_TIME) {
                for (int number : new int[] {2, 6, 16}) {
                    var said = Folding.normalise(format.format(new Measure(number, unit)), 100);
                    words.add(said.replace(Integer.toString(number), "").strip());
                }
            }
        }
        words.remove("");
        return words;
    }
}
