package org.amparo.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amparo.content.WordClass;
import org.amparo.language.Locales;
import org.amparo.language.Script;
import org.amparo.reading.Reading.CommandHit;

/// Finds the command that a whole message is, and a wish for a person inside a sentence (`domain.md` D, E.2, E.6).
final class Commands {
    /// In the order in which they beat each other (`domain.md` E.2).
    private static final List<WordClass> ORDER = List.of(
            WordClass.STOP,
            WordClass.UNSAFE,
            WordClass.HUMAN,
            WordClass.FORGET,
            WordClass.MYDATA,
            WordClass.LANG,
            WordClass.START,
            WordClass.HELP,
            WordClass.MENU,
            WordClass.WRONG_NUMBER,
            WordClass.SAFE,
            WordClass.QUEUE,
            WordClass.FEEDBACK,
            WordClass.WOMAN,
            WordClass.MAN,
            WordClass.OTHER_PERSON);

    /// Never guessed at from a misspelt word: each would silence, erase, or keep somebody away for good.
    private static final Set<WordClass> NEVER_GUESSED =
            EnumSet.of(WordClass.STOP, WordClass.FORGET, WordClass.UNSAFE, WordClass.OTHER_PERSON);

    /// What a hint may be, the more telling first.
    private static final List<WordClass> HINTS = List.of(
            WordClass.UNSAFE,
            WordClass.STOP,
            WordClass.FORGET,
            WordClass.MYDATA,
            WordClass.HUMAN,
            WordClass.MENU,
            WordClass.LANG,
            WordClass.HELP,
            WordClass.QUEUE,
            WordClass.FEEDBACK);

    private static final int MOST_WORDS_OF_HINT = 10;
    private static final int SHORTEST_HINT = 3;

    private static final Set<String> CARRIER_WORDS =
            Set.of("stop", "stopall", "unsubscribe", "end", "quit", "cancel", "arret");

    private record Match(Entry entry, Fit fit, int tier, boolean polite) {
        /// Spelt right beats misspelt, then the nearer language, then the better spelling.
        int bucket() {
            return (fit.asWellAs(Fit.STRETCHED) ? 0 : 100)
                    + 10 * tier
                    + (fit.asWellAs(Fit.STRETCHED) ? 0 : fit.typos());
        }
    }

    private final Languages languages;
    private final int vietnamese;

    Commands(Languages languages) {
        this.languages = languages;
        vietnamese = languages.number("vi");
    }

    Optional<CommandHit> find(Scan scan) {
        if (scan.tokens().isQuestionMark()) {
            // Where one waits, "?" asks for the place; elsewhere QUEUE is answered as HELP (`rulings.md` 4).
            return Optional.of(new CommandHit(WordClass.QUEUE, Locales.SOURCE, true, false, Set.of(), false, false));
        }
        return whole(scan).or(() -> personInside(scan)).or(() -> wrongNumber(scan));
    }

    private Optional<CommandHit> wrongNumber(Scan scan) {
        return WrongNumber.said(scan)
                .map(language -> new CommandHit(
                        WordClass.WRONG_NUMBER, languages.tag(language), false, false, Set.of(), false, false));
    }

    private Optional<CommandHit> whole(Scan scan) {
        var matches = new ArrayList<Match>();
        for (var whole : scan.wholes()) {
            for (var entry : whole.hit().phrase().entries()) {
                var fit = entry.joined() ? Fit.worse(Fit.STRETCHED, whole.fit()) : whole.fit();
                var match = new Match(entry, fit, tier(scan, entry), whole.polite());
                if (entry.kind() != null && ORDER.contains(entry.kind()) && counts(scan, match)) {
                    matches.add(match);
                }
            }
        }
        var best = matches.stream()
                .min(Comparator.comparingInt(Match::bucket)
                        .thenComparingInt(match -> ORDER.indexOf(match.entry().kind())));
        return best.flatMap(first -> settle(scan, first, matches));
    }

    private Optional<CommandHit> settle(Scan scan, Match first, List<Match> matches) {
        var kind = Objects.requireNonNull(first.entry().kind());
        boolean guessed = !first.fit().asWellAs(Fit.STRETCHED);
        if (guessed && NEVER_GUESSED.contains(kind)) {
            return Optional.empty();
        }
        var tied = EnumSet.noneOf(WordClass.class);
        for (var match : matches) {
            var other = match.entry().kind();
            boolean sameLanguage = match.entry().language() == first.entry().language();
            if (other != null && other != kind && match.bucket() == first.bucket() && (guessed || !sameLanguage)) {
                tied.add(other);
            }
        }
        if (guessed && tied.stream().anyMatch(NEVER_GUESSED::contains)) {
            return Optional.empty();
        }
        boolean carrierWord = !first.polite()
                && scan.tokens().size() == 1
                && CARRIER_WORDS.contains(scan.tokens().get(0).folded());
        boolean foreign = !Scan.in(scan.own() | scan.english(), first.entry().language());
        boolean ask = first.entry().ask()
                || (kind == WordClass.STOP
                        && !carrierWord
                        && (foreign || first.polite() || first.fit() == Fit.DOUBLED));
        return Optional.of(new CommandHit(
                kind,
                languages.tag(first.entry().language()),
                first.fit().asWellAs(Fit.OTHER_ACCENTS) && !first.polite(),
                ask,
                tied,
                carrierWord && kind == WordClass.STOP,
                kind == WordClass.UNSAFE && !first.polite() && isTheWordUnsafe(scan.tokens())));
    }

    private static boolean isTheWordUnsafe(Tokens tokens) {
        return tokens.size() == 1 && tokens.get(0).folded().equals("unsafe");
    }

    /// 0 the contact's language, or likely where that is unknown; 1 English; 2 any other.
    private int tier(Scan scan, Entry entry) {
        if (Scan.in(scan.own() != 0 ? scan.own() : scan.likely(), entry.language())) {
            return 0;
        }
        return Scan.in(scan.english(), entry.language()) ? 1 : 2;
    }

    private boolean counts(Scan scan, Match match) {
        var entry = match.entry();
        boolean known = scan.own() != 0;
        if (match.tier() == 2) {
            if (known && (entry.is(WordClass.STOP) || scan.isOwnWord())) {
                return false;
            }
            // "basta" is enough, not a misspelt Turkish "start".
            if (entry.is(WordClass.START) && !match.fit().asWellAs(Fit.STRETCHED)) {
                return false;
            }
            if (!match.fit().asWellAs(Fit.STRETCHED) && (known || entry.romanised())) {
                return false;
            }
        }
        return switch (match.fit()) {
            case EXACT, ACCENTS_LEFT_OUT, STRETCHED -> true;
            case OTHER_ACCENTS -> entry.language() != vietnamese;
            case DOUBLED -> !entry.notFuzzy();
            case TYPO -> !entry.notFuzzy();
            case ENDING, TWO_TYPOS -> !entry.notFuzzy() && entry.letters() >= 9;
        };
    }

    /// Phrases of two words or more; in writings without spaces, long ones.
    private Optional<CommandHit> personInside(Scan scan) {
        Match best = null;
        for (var hit : scan.hits()) {
            for (var entry : hit.phrase().entries()) {
                boolean heard = Scan.in(scan.heard(), entry.language());
                if (!entry.is(WordClass.HUMAN)
                        || entry.alone()
                        || entry.joined()
                        || !heard
                        || !isPhrase(scan, hit, entry)) {
                    continue;
                }
                var match = new Match(entry, hit.fit(), tier(scan, entry), true);
                boolean spelt = hit.fit().asWellAs(Fit.STRETCHED)
                        || (hit.fit() == Fit.TYPO && !entry.notFuzzy() && hit.typos() == 1);
                boolean denied = Negation.denies(scan.tokens(), hit, languages.tag(entry.language()));
                if (spelt && !denied && counts(scan, match) && (best == null || match.bucket() < best.bucket())) {
                    best = match;
                }
            }
        }
        return Optional.ofNullable(best)
                .map(match -> new CommandHit(
                        WordClass.HUMAN,
                        languages.tag(match.entry().language()),
                        false,
                        false,
                        Set.of(),
                        false,
                        false));
    }

    /// The command a short text that says nothing else seems to be about ("show me the menu please"). Weaker than
    /// everything: it only helps where else nothing was understood.
    Optional<WordClass> hint(Scan scan) {
        if (Identification.words(scan.tokens()) > MOST_WORDS_OF_HINT) {
            return Optional.empty();
        }
        WordClass best = null;
        for (var hit : scan.hits()) {
            for (var entry : hit.phrase().entries()) {
                var kind = entry.kind();
                boolean meant = kind != null
                        && HINTS.contains(kind)
                        && (kind != WordClass.UNSAFE || isPhrase(scan, hit, entry))
                        && !entry.alone()
                        && !entry.joined()
                        && entry.letters() >= SHORTEST_HINT
                        && hit.fit().asWellAs(Fit.STRETCHED)
                        && Scan.in(scan.heard(), entry.language())
                        && Scan.in(scan.own() | scan.likely() | scan.english(), entry.language());
                if (meant && (best == null || HINTS.indexOf(kind) < HINTS.indexOf(best))) {
                    best = kind;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isPhrase(Scan scan, Hit hit, Entry entry) {
        if (scan.tokens().get(hit.start()).kind() == Tokens.Kind.RUN) {
            return entry.letters() >= (scan.tokens().get(hit.start()).script() == Script.HAN ? 4 : 6);
        }
        return entry.words() > 1;
    }
}
