package org.amparo.reading;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;

/// "Wrong number mate", "sorry, you have the wrong number": a listed phrase with only small words beside it that
/// say nothing of their own (`domain.md` E.5). Whoever says more tells something ("the agent gave me a wrong
/// number"), and whoever asks ("is this the wrong number?") wants an answer: both are read on.
final class WrongNumber {
    private static final int MOST_WORDS = 10;

    private static final Set<String> ASIDE = folded("""
            sorry mate bro bruh dude man buddy friend pal love hun dear sir madam maam ma'am miss lol haha oops
            hi hello hey you u ya have has got the a an i im i'm think guess must be afraid no nope there
            perdón perdona perdone disculpa disculpe lo siento hola creo que es este tiene tienes un el usted
            señor señora amigo hermano
            désolé désolée pardon excusez moi bonjour salut vous avez tu as le c'est je crois pense monsieur
            madame mon ami frère
            scuze scuzați îmi pare rău bună salut cred că e ați ai domnule doamnă prietene frate
            извините простите похоже кажется вы ты здравствуйте привет это думаю я брат друг наверное видимо у вас
            عفوا آسف معذرة يا اخي هذا هذه مرحبا السلام عليكم انت حضرتك معك عندك والله
            xin lỗi bạn anh chị em ơi rồi à ạ nhé
            po kuya ate pre yata ata ka ho kayo kaibigan eh
            भाई जी यह ये है आप आपका आपने साहब माफ़ कीजिए यार bhai ji yeh ye hai aap aapka aapne sahab maaf kijiye
            yaar kariye
            بھائی جی یہ ہے آپ آپکا معاف کیجیے کریں صاحب یار سوری""");

    /// The longer first.
    private static final List<String> ASIDE_IN_RUN =
            List.of("ขอโทษ", "น่าจะ", "คิดว่า", "ครับ", "แล้ว", "คุณ", "ค่ะ", "คะ", "นะ", "พี่", "จ้า", "มา");

    private WrongNumber() {}

    private static Set<String> folded(String words) {
        return Tokens.of(Folding.normalise(words, 4_000)).all().stream()
                .map(Tokens.Token::folded)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The language of the phrase.
    static Optional<Integer> said(Scan scan) {
        if (scan.tokens().asks() || scan.tokens().size() > MOST_WORDS) {
            return Optional.empty();
        }
        for (var hit : scan.hits()) {
            for (var entry : hit.phrase().entries()) {
                boolean listed = entry.is(WordClass.WRONG_NUMBER)
                        && !entry.joined()
                        && (entry.words() > 1 || hit.inside())
                        && Scan.in(scan.heard(), entry.language())
                        && (hit.fit().asWellAs(Fit.STRETCHED) || (hit.fit() == Fit.TYPO && hit.typos() == 1));
                if (listed && (hit.inside() ? aloneInRun(scan.tokens(), hit) : alone(scan.tokens(), hit))) {
                    return Optional.of(entry.language());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean alone(Tokens tokens, Hit hit) {
        var said = new BitSet();
        said.set(hit.start(), hit.end());
        for (int i = 0; i < tokens.size(); i++) {
            if (ASIDE.contains(tokens.get(i).folded())) {
                said.set(i);
            }
        }
        return said.cardinality() == tokens.size();
    }

    private static boolean aloneInRun(Tokens tokens, Hit hit) {
        var run = tokens.get(hit.start()).exact();
        return tokens.size() == 1 && isAside(run.substring(0, hit.from())) && isAside(run.substring(hit.to()));
    }

    private static boolean isAside(String run) {
        var rest = run;
        boolean shorter = true;
        while (shorter && !rest.isEmpty()) {
            var before = rest;
            rest = ASIDE_IN_RUN.stream()
                    .filter(before::startsWith)
                    .findFirst()
                    .map(word -> before.substring(word.length()))
                    .orElse(before);
            shorter = rest.length() < before.length();
        }
        return rest.isEmpty();
    }
}
