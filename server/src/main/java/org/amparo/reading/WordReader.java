package org.amparo.reading;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.content.Vocabulary;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;
import org.amparo.language.Locales;
import org.amparo.reading.Reading.LanguageGuess;

/// Reads by the words of the vocabulary: finds every listed phrase in the text once, then lets each rule look at
/// what was found.
final class WordReader implements Reader {
    /// So much of a text feeds everything but the danger scan (`domain.md` E.5).
    static final int FOR_THE_MENU = 1_600;
    /// So much is scanned for danger.
    static final int FOR_DANGER = 65_536;

    private static final int MOST_JOINED = 5;

    private static final Set<WordClass> BESIDE_A_FAREWELL = Set.of(WordClass.PRESS, WordClass.GREET, WordClass.YES);

    private final VocabularyIndex index;
    private final Languages languages;
    private final Identification identification;
    private final DangerScan dangerScan;
    private final Commands commands;
    private final long english;

    WordReader(Vocabulary vocabulary) {
        index = VocabularyIndex.of(vocabulary);
        languages = index.languages();
        identification = new Identification(languages, index.phrasebook().lexicon());
        dangerScan = new DangerScan(languages, vocabulary.emergencyNumbers());
        commands = new Commands(languages);
        english = languages.bit(Locales.SOURCE);
    }

    @Override
    public Reading read(String body, ReadingContext context) {
        var normal = Folding.normalise(body, FOR_THE_MENU);
        var scan = scan(body, normal, context);
        var topics = Topics.of(scan);
        var cries = dangerScan.cries(scan);
        boolean helpWithTopic = cries.stream().allMatch(cry -> Pleas.isPlea(scan.tokens(), cry.hit()))
                && !scan.tokens().hasDangerSign()
                && Pleas.onlyWithTopic(scan, topics);
        var danger = helpWithTopic ? Optional.<Reading.Danger>empty() : dangerScan.danger(scan, cries);
        if (body.length() > FOR_THE_MENU && (danger.isEmpty() || danger.get().negated())) {
            var beyond = scan(body, Folding.normalise(body, FOR_DANGER), context);
            var farther = dangerScan.danger(beyond, dangerScan.cries(beyond));
            danger = farther.isPresent() ? farther : danger;
        }
        var command = commands.find(scan);
        var number = Numbers.of(normal, scan);
        var answers = Answers.of(scan, number);
        boolean greeting =
                danger.isEmpty() && command.isEmpty() && topics.best().isEmpty() && isGreeting(scan);
        boolean asksNothing =
                danger.isEmpty() && command.isEmpty() && number.first().isEmpty();
        boolean silent = asksNothing && !greeting && topics.best().isEmpty();
        return new Reading(
                scan.guess(),
                danger,
                command,
                isStateWord(scan),
                number.first(),
                number.second(),
                number.alone(),
                answers.yes(),
                answers.no(),
                topics.best(),
                topics.tied(),
                index.ages().isChild(scan),
                greeting,
                Locales.byName(normal, languages.tags()).or(() -> LanguageWish.of(scan.tokens(), languages.tags())),
                Identification.words(scan.tokens()),
                helpWithTopic,
                silent ? commands.hint(scan) : Optional.empty(),
                danger.isEmpty() && command.isEmpty() && number.first().isEmpty() && isClosing(scan),
                isFeedback(scan),
                asksNothing && !index.ages().isChild(scan) && Marketing.is(body, topics.best()));
    }

    private Scan scan(String body, String normal, ReadingContext context) {
        var tokens = Tokens.of(normal);
        long own = languages.bit(context.locale());
        var sure = candidates(tokens, Languages.ALL, false);
        var hits = index.phrasebook().find(tokens, sure);
        var typed = body.length() > FOR_THE_MENU ? body.substring(0, FOR_THE_MENU) : body;
        var guess = identification.guess(typed, tokens, hits, languages.ranks(context.lineOrder()));
        long likely = bits(guess);
        var spellings = candidates(tokens, likely == 0 && own == 0 ? Languages.ALL : likely | own | english, true);
        hits = index.phrasebook().find(tokens, spellings);
        return new Scan(tokens, hits, joinedHits(tokens), guess, own, likely, english);
    }

    private long bits(LanguageGuess guess) {
        return languages.bits(guess.likely());
    }

    /// What each word may be. A word that one of the languages has as it stands is not taken for a misspelt one:
    /// "rapid" is not "raped".
    private Phrasebook.Candidates candidates(Tokens tokens, long knownIn, boolean misspelt) {
        var lexicon = index.phrasebook().lexicon();
        var candidates = new Phrasebook.Candidates(tokens.size());
        for (var token : tokens.all()) {
            lexicon.find(token, candidates);
            if (misspelt && (lexicon.languagesOf(token) & knownIn) == 0) {
                lexicon.findMisspelt(token, candidates);
            }
            if (index.ages().age(token) > 0) {
                candidates.word(Lexicon.AGE, Fit.EXACT);
            }
            candidates.nextToken();
        }
        return candidates;
    }

    /// The message as one word: "un stop", "my data" for "mydata".
    private List<Hit> joinedHits(Tokens tokens) {
        if (tokens.size() < 2 || tokens.size() > MOST_JOINED) {
            return List.of();
        }
        var exact = new StringBuilder();
        var folded = new StringBuilder();
        for (var token : tokens.all()) {
            if (token.kind() != Tokens.Kind.WORD
                    || exact.length() + token.exact().length() > 40) {
                return List.of();
            }
            exact.append(token.exact());
            folded.append(token.folded());
        }
        var whole = Tokens.joined(tokens.get(0), exact.toString(), folded.toString());
        return index.phrasebook().find(whole, candidates(whole, Languages.ALL, false));
    }

    private boolean isStateWord(Scan scan) {
        return scan.wholes().stream()
                .anyMatch(whole -> whole.fit().asWellAs(Fit.STRETCHED)
                        && whole.hit().phrase().entries().stream()
                                .anyMatch(e -> e.is(WordClass.UNSAFE_STATE) && !collides(scan, e)));
    }

    private static boolean collides(Scan scan, Entry entry) {
        return (entry.collides() & scan.present()) != 0 && !Scan.in(scan.present(), entry.language());
    }

    /// Words of farewell, and words of courtesy, greeting or yes beside them: "ok thanks bye".
    private static boolean isClosing(Scan scan) {
        var said = new BitSet();
        boolean farewell = false;
        for (var hit : scan.hits()) {
            boolean spelt = hit.fit().asWellAs(Fit.STRETCHED);
            boolean bye = spelt && isOf(hit, scan, Set.of(WordClass.BYE));
            if (bye || (spelt && isOf(hit, scan, BESIDE_A_FAREWELL))) {
                farewell |= bye && !hit.inside();
                if (!hit.inside()) {
                    said.set(hit.start(), hit.end());
                }
            }
        }
        return farewell && said.cardinality() == scan.tokens().size();
    }

    /// The English word, which our texts teach in every language; others' words for it begin many a plea as well
    /// ("complaint: my boss ...").
    private boolean isFeedback(Scan scan) {
        return scan.hits().stream()
                .anyMatch(hit -> hit.start() == 0
                        && !hit.inside()
                        && hit.end() < scan.tokens().size()
                        && hit.fit().asWellAs(Fit.TYPO)
                        && hit.phrase().entries().stream()
                                .anyMatch(e -> e.is(WordClass.FEEDBACK) && Scan.in(english, e.language())));
    }

    private static boolean isOf(Hit hit, Scan scan, Set<WordClass> kinds) {
        return hit.phrase().entries().stream()
                .anyMatch(e -> e.kind() != null && kinds.contains(e.kind()) && Scan.in(scan.heard(), e.language()));
    }

    /// A greeting, alone or with a word or two that say nothing to us.
    private boolean isGreeting(Scan scan) {
        return scan.hits().stream()
                .anyMatch(hit -> hit.start() == 0
                        && hit.from() == 0
                        && hit.fit().asWellAs(Fit.TYPO)
                        && scan.tokens().size() - hit.end() <= 2
                        && hit.phrase().entries().stream().anyMatch(e -> e.is(WordClass.GREET)));
    }
}
