package org.amparo.reading;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.language.Folding;
import org.amparo.language.Locales;

/// A language wished for in a short sentence: its name with words from a closed list around it ("english please",
/// "hablo español", "do you speak chinese"). "My english boss" and "no english" wish for none.
final class LanguageWish {
    private static final int MOST_WORDS = 7;

    private static final Set<String> AROUND = folded("""
            please pls plz i me we you can could do does speak speaking talk write understand know want need only in
            the language to hi hello reply answer text
            hablo hablas habla hablan puedo puede en por favor solo prefiero quiero escribo
            je parle parlez vous svp stp plait s'il si parler veux en
            eu falo fala falam você só em quero
            vorbesc vorbiți vorbești vă rog în numai doar limba
            я говорю вы говорите по только на пожалуйста языке понимаю розмовляю будь ласка говоря моля
            انا أنا اتكلم أتكلم بتكلم احكي اللغة هل تتكلم فقط من فضلك لو سمحت بال
            من صحبت میکنم می کنم لطفا بلدم زبان فقط
            میں بولتا بولتی ہوں مجھے میں براہ مہربانی زبان
            मैं बोलता बोलती हूँ मुझे में कृपया भाषा main bolta bolti hoon hun mein bhasha zaban
            আমি বলি ভাষা বলতে পারি म बोल्छु भाषा
            tôi toi nói noi biết biet xin chỉ chi
            saya bisa bicara berbahasa tolong cakap boleh
            marunong ako magsalita nagsasalita lang
            ninazungumza naongea nasema tafadhali kwa lugha ya
            waxaan ku hadlaa hadlo ina jin magana da yare
            biliyorum konuşuyorum konuşuyor musunuz lütfen dili
            mówię proszę język flas gjuhën ju lutem
            እናገራለሁ ቋንቋ እባክህ ይዛረብ ቋንቋ""");

    /// In writings without spaces, the longer first.
    private static final List<String> AROUND_IN_RUN = List.of(
            "可以说",
            "会说",
            "能说",
            "我说",
            "我要",
            "我会",
            "谢谢",
            "可以",
            "用",
            "请",
            "说",
            "讲",
            "会",
            "我",
            "你",
            "吗",
            "พูดภาษา",
            "ขอภาษา",
            "ได้ไหม",
            "พูด",
            "ขอ",
            "ครับ",
            "ค่ะ",
            "คะ",
            "ฉัน",
            "ผม",
            "ເວົ້າ",
            "ຂໍ",
            "និយាយ",
            "စကားပြော");

    private LanguageWish() {}

    private static Set<String> folded(String words) {
        return Tokens.of(Folding.normalise(words, 4_000)).all().stream()
                .map(Tokens.Token::folded)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Optional<String> of(Tokens tokens, Collection<String> offered) {
        int first = 0;
        int last = tokens.size();
        if (last == 1 && tokens.get(0).kind() == Tokens.Kind.RUN) {
            return inRun(tokens.get(0).exact(), offered);
        }
        if (last > MOST_WORDS) {
            return Optional.empty();
        }
        while (first < last && AROUND.contains(tokens.get(first).folded())) {
            first++;
        }
        while (last > first && AROUND.contains(tokens.get(last - 1).folded())) {
            last--;
        }
        if (first == last || last - first == tokens.size()) {
            return Optional.empty();
        }
        var name = tokens.all().subList(first, last).stream()
                .map(Tokens.Token::exact)
                .collect(Collectors.joining(" "));
        return Locales.byName(name, offered);
    }

    private static Optional<String> inRun(String run, Collection<String> offered) {
        var rest = run;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var word : AROUND_IN_RUN) {
                if (rest.startsWith(word)) {
                    rest = rest.substring(word.length());
                    moved = true;
                }
                if (rest.endsWith(word)) {
                    rest = rest.substring(0, rest.length() - word.length());
                    moved = true;
                }
            }
        }
        return rest.length() < 2 ? Optional.empty() : Locales.byName(rest, offered);
    }
}
