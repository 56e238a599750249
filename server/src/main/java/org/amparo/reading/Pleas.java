package org.amparo.reading;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;

/// "help me with my visa": a plea with a topic and nothing else asks for the topic and a person, and is no danger
/// (`rulings.md` 4). Beside an urgent topic it stays danger.
final class Pleas {
    private static final Set<String> PLEAS = folded("""
            help me, help us, please help, pls help, plz help, help please, please help me, help me please,
            help me pls, help pls, help plz, ayuda por favor, por favor ayuda, ajuda por favor, ayúdame, ayúdenme, ayúdeme, aidez-moi, aide-moi, me ajuda, me ajude,
            ajude-me, ajutați-mă, ajută-mă, помогите, помоги, помогите мне, допоможіть, ساعدوني, ساعدني, ساعديني,
            tulungan mo ako, tulungan nyo ako, tulungan niyo ako, tulong po, giúp tôi, bantu saya, tolong saya,
            yardım edin, bana yardım et, nisaidie, taimake ni, i caawi""");

    private static final Set<String> FILLERS = folded("""
            with, my, the, a, an, for, about, to, get, please, pls, plz, i, need, want, and, on, in, of, can,
            you, is, con, mi, la, el, los, las, un, una, por, favor, de, para, avec, mon, ma, mes, le, les, pour,
            svp, cu, pentru, с, по, мой, моя, на, пожалуйста, مع, في, من, عن, sa, ng, ang, po, ko, na, về, ve,
            với, voi, com, meu, minha, o, os, dengan, untuk, saya""");

    private static final Set<String> URGENT =
            Set.of("danger-now", "cannot-leave", "leave-safely", "threats", "forced-crime", "moved-by-others");

    private Pleas() {}

    private static Set<String> folded(String phrases) {
        return Pattern.compile("[,\\s]*[,\n]\\s*")
                .splitAsStream(phrases)
                .map(Pleas::foldedPhrase)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String foldedPhrase(String phrase) {
        return Tokens.of(Folding.normalise(phrase, 60)).all().stream()
                .map(Tokens.Token::folded)
                .collect(Collectors.joining(" "));
    }

    static boolean isPlea(Tokens tokens, Hit hit) {
        if (hit.inside()) {
            return false;
        }
        var said = tokens.all().subList(hit.start(), hit.end()).stream()
                .map(Tokens.Token::folded)
                .collect(Collectors.joining(" "));
        return PLEAS.contains(said);
    }

    /// Whether plea or HELP word, topic keywords and small words are all there is.
    static boolean onlyWithTopic(Scan scan, Topics topics) {
        if (topics.best().isEmpty() || URGENT.contains(topics.best().getFirst())) {
            return false;
        }
        var tokens = scan.tokens();
        var plea = new boolean[tokens.size()];
        var topic = new boolean[tokens.size()];
        for (var hit : scan.hits()) {
            if (hit.inside()) {
                continue;
            }
            boolean help = isPlea(tokens, hit)
                    || (hit.fit().asWellAs(Fit.STRETCHED)
                            && hit.phrase().entries().stream()
                                    .anyMatch(e -> e.is(WordClass.HELP) && Scan.in(scan.heard(), e.language())));
            boolean keyword = hit.phrase().entries().stream()
                    .anyMatch(e -> e.topic() != null
                            && topics.best().contains(e.topic())
                            && Scan.in(scan.heard(), e.language())
                            && Topics.fits(hit, e));
            for (int i = hit.start(); i < hit.end(); i++) {
                plea[i] |= help;
                topic[i] |= keyword;
            }
        }
        boolean asked = false;
        boolean named = false;
        for (int i = 0; i < tokens.size(); i++) {
            asked |= plea[i];
            named |= topic[i] && !plea[i];
            if (!plea[i] && !topic[i] && !FILLERS.contains(tokens.get(i).folded())) {
                return false;
            }
        }
        return asked && named;
    }
}
