package org.amparo.reading;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.language.Folding;

/// Whether a phrase is denied ("not in danger"). Only what stands right beside it counts: in "he does not stop
/// hitting me" nothing is denied, and "do not hit me" is a plea.
final class Negation {
    private static final Map<String, Set<String>> BEFORE = normalised(Map.ofEntries(
            Map.entry("en", "not no isnt arent wasnt never aint"),
            Map.entry("es", "no sin nunca"),
            Map.entry("fr", "pas sans aucun aucune"),
            Map.entry("pt", "não nao sem nunca"),
            Map.entry("ro", "nu fără niciun nicio"),
            Map.entry("ru", "не нет без"),
            Map.entry("uk", "не немає без"),
            Map.entry("bg", "не няма без"),
            Map.entry("pl", "nie bez"),
            Map.entry("sq", "jo nuk pa"),
            Map.entry("ar", "لا ليس ليست لست مش مو ما بدون مافي"),
            Map.entry("fa", "بدون"),
            Map.entry("vi", "không khong chẳng"),
            Map.entry("id", "tidak bukan tak gak nggak ga tanpa"),
            Map.entry("tl", "hindi di wala walang"),
            Map.entry("sw", "si sio hakuna"),
            Map.entry("so", "ma"),
            Map.entry("ha", "ba babu"),
            Map.entry("th", "ไม่ ไม่มี"),
            Map.entry("lo", "ບໍ່ ບໍ່ມີ"),
            Map.entry("km", "មិន គ្មាន អត់"),
            Map.entry("zh", "不 没 没有 不是 无")));

    private static final Map<String, Set<String>> AFTER = normalised(Map.ofEntries(
            Map.entry("hi", "नहीं नही nahi nahin nhi"),
            Map.entry("ur", "نہیں nahi nahin nhi"),
            Map.entry("bn", "না নেই নয় na nei"),
            Map.entry("ne", "छैन होइन छैनन् chaina"),
            Map.entry("fa", "نیست نیستم نیستیم ندارد نه"),
            Map.entry("tr", "değil degil değilim degilim yok"),
            Map.entry("am", "አይደለም አይደለሁም የለም"),
            Map.entry("ti", "ኣይኮነን የለን"),
            Map.entry("so", "maaha ma"),
            Map.entry("my", "မဟုတ်ဘူး မရှိဘူး")));

    /// "do not", "don't": what follows is asked for, not denied.
    private static final Set<String> ASKING = Set.of("do", "please", "pls");

    private Negation() {}

    private static Map<String, Set<String>> normalised(Map<String, String> words) {
        return words.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        e -> Stream.of(e.getValue().split(" "))
                                .map(word -> Folding.accentFree(Folding.normalise(word, 40)))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    static boolean denies(Tokens tokens, Hit hit, String language) {
        var before = BEFORE.getOrDefault(language, Set.of());
        var after = AFTER.getOrDefault(language, Set.of());
        if (hit.inside()) {
            return insideRun(tokens.get(hit.start()).exact(), hit, before, after);
        }
        return deniedBefore(tokens, hit, before) || deniedAfter(tokens, hit, after);
    }

    private static boolean insideRun(String run, Hit hit, Set<String> before, Set<String> after) {
        var ahead = run.substring(0, hit.from());
        var behind = run.substring(hit.to());
        return before.stream().anyMatch(ahead::endsWith) || after.stream().anyMatch(behind::startsWith);
    }

    private static boolean deniedBefore(Tokens tokens, Hit hit, Set<String> words) {
        for (int gap = 1; gap <= 2; gap++) {
            int at = hit.start() - gap;
            if (at < 0 || tokens.get(at + 1).afterBreak()) {
                return false;
            }
            if (words.contains(tokens.get(at).folded())) {
                return at == 0 || !ASKING.contains(tokens.get(at - 1).folded());
            }
            if (tokens.get(at).folded().length() > 3) {
                return false;
            }
        }
        return false;
    }

    private static boolean deniedAfter(Tokens tokens, Hit hit, Set<String> words) {
        for (int at = hit.end(); at < Math.min(hit.end() + 2, tokens.size()); at++) {
            if (tokens.get(at).afterBreak()) {
                return false;
            }
            if (words.contains(tokens.get(at).folded())) {
                return true;
            }
        }
        return false;
    }
}
