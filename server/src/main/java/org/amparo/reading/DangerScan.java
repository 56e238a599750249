package org.amparo.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.content.WordClass;
import org.amparo.language.Locales;
import org.amparo.reading.Reading.Danger;

/// Looks for danger anywhere in a text, in every language at once (`domain.md` E.4, `rulings.md` 4). Generous: a
/// false alarm costs a responder a minute.
final class DangerScan {
    private static final String VIETNAMESE = "vi";
    private static final String DANGER_NOW = "danger-now";
    private static final int MORE_THAN_A_NAME = 3;

    /// A danger phrase in the text, with the language it counts in.
    record Cry(Hit hit, Entry entry, boolean negated) {
        Cry deny() {
            return new Cry(hit, entry, true);
        }
    }

    private final Languages languages;
    private final Set<String> emergencyNumbers;
    private final int vietnamese;

    DangerScan(Languages languages, List<String> emergencyNumbers) {
        this.languages = languages;
        this.emergencyNumbers = Set.copyOf(emergencyNumbers);
        this.vietnamese = languages.number(VIETNAMESE);
    }

    /// All that cries for help by its words. What one language denies is denied in all: "not in danger" holds the
    /// French word too.
    List<Cry> cries(Scan scan) {
        var cries = new ArrayList<Cry>();
        for (var hit : scan.hits()) {
            for (var entry : hit.phrase().entries()) {
                if (counts(scan, hit, entry)) {
                    boolean denied = Negation.denies(scan.tokens(), hit, languages.tag(entry.language()));
                    cries.add(new Cry(hit, entry, denied));
                }
            }
        }
        var denied = cries.stream().filter(Cry::negated).map(Cry::hit).toList();
        cries.replaceAll(cry -> denied.stream().anyMatch(cry.hit()::overlaps) ? cry.deny() : cry);
        return cries;
    }

    Optional<Danger> danger(Scan scan, List<Cry> cries) {
        if (cries.isEmpty()) {
            boolean sign = scan.tokens().hasDangerSign() || isEmergencyNumber(scan.tokens());
            return sign
                    ? Optional.of(
                            new Danger(language(scan), false, scan.tokens().size() <= 2))
                    : Optional.empty();
        }
        boolean negated =
                cries.stream().allMatch(Cry::negated) && !scan.tokens().hasDangerSign();
        var first = cries.stream()
                .min(Comparator.comparing(Cry::negated)
                        .thenComparingInt(cry -> rank(scan, cry.entry().language()))
                        .thenComparing(cry -> cry.hit().fit()))
                .orElseThrow();
        int tokens = scan.tokens().size();
        boolean alone = scan.isWhole(first.hit())
                && (tokens <= 2 || first.hit().end() - first.hit().start() <= 2);
        return Optional.of(new Danger(languages.tag(first.entry().language()), negated, alone));
    }

    private int rank(Scan scan, int language) {
        return Scan.in(scan.likely(), language)
                ? 0
                : Scan.in(scan.own(), language) ? 1 : Scan.in(scan.english(), language) ? 2 : 3;
    }

    private String language(Scan scan) {
        if (!scan.guess().likely().isEmpty()) {
            return scan.guess().likely().getFirst();
        }
        return scan.own() != 0 ? languages.tag(Long.numberOfTrailingZeros(scan.own())) : Locales.SOURCE;
    }

    private boolean isEmergencyNumber(Tokens tokens) {
        return tokens.size() == 1
                && tokens.get(0).kind() == Tokens.Kind.DIGITS
                && emergencyNumbers.contains(tokens.get(0).exact());
    }

    private boolean counts(Scan scan, Hit hit, Entry entry) {
        boolean listed =
                entry.is(WordClass.DANGER) || isNotSafeInSentence(scan, hit, entry) || tellsOfDanger(scan, hit, entry);
        return listed
                && fits(scan, hit, entry)
                && (!entry.alone() || scan.isWhole(hit))
                && !collides(scan, entry)
                && !(hit.inside() && isPartOfOtherWord(scan, hit, entry));
    }

    /// "not safe" is a state when alone and danger in a sentence; a whole message that asks for silence ("not safe
    /// now") is no sentence.
    private static boolean isNotSafeInSentence(Scan scan, Hit hit, Entry entry) {
        boolean unsafe = entry.is(WordClass.UNSAFE_STATE)
                && (entry.words() > 1 || hit.inside())
                && hit.phrase().entries().stream()
                        .anyMatch(e -> e.is(WordClass.UNSAFE) && e.language() == entry.language());
        return unsafe && !scan.isWhole(hit) && !asksForSilence(scan, entry.language());
    }

    private static boolean asksForSilence(Scan scan, int language) {
        return scan.wholes().stream()
                .filter(whole -> whole.fit().asWellAs(Fit.STRETCHED))
                .flatMap(whole -> whole.hit().phrase().entries().stream())
                .anyMatch(entry -> entry.is(WordClass.UNSAFE) && entry.language() == language);
    }

    /// Keywords of the topic of danger ("he has a knife") in a text that says more than the topic's name: whoever
    /// writes so much does not look for a page to read.
    private static boolean tellsOfDanger(Scan scan, Hit hit, Entry entry) {
        return DANGER_NOW.equals(entry.topic())
                && Scan.in(scan.heard(), entry.language())
                && hit.fit().asWellAs(Fit.STRETCHED)
                && (entry.words() > 1 || Identification.words(scan.tokens()) >= MORE_THAN_A_NAME);
    }

    private boolean fits(Scan scan, Hit hit, Entry entry) {
        if (entry.joined()) {
            boolean alsoAWord = hit.phrase().entries().stream().anyMatch(e -> !e.joined());
            return hit.fit().asWellAs(Fit.STRETCHED) && !alsoAWord;
        }
        boolean near = Scan.in(scan.heard(), entry.language());
        return switch (hit.fit()) {
            case EXACT, ACCENTS_LEFT_OUT, STRETCHED -> true;
            case OTHER_ACCENTS -> entry.language() != vietnamese && (near || entry.words() > 1);
            case DOUBLED, TYPO -> !entry.notFuzzy() && hit.typos() <= (entry.letters() >= 9 ? 2 : 1) && near;
            case ENDING, TWO_TYPOS -> false;
        };
    }

    /// The letters mean something harmless in a language the text is likely in, and it is not the word's own.
    private static boolean collides(Scan scan, Entry entry) {
        return (entry.collides() & scan.present()) != 0 && !Scan.in(scan.present(), entry.language());
    }

    /// In a run without spaces a longer listed phrase that is no cry holds the letters ("打我电话").
    private static boolean isPartOfOtherWord(Scan scan, Hit hit, Entry entry) {
        return scan.hits().stream()
                .anyMatch(other -> other.inside()
                        && other.start() == hit.start()
                        && other.from() <= hit.from()
                        && other.to() >= hit.to()
                        && other.to() - other.from() > hit.to() - hit.from()
                        && other.phrase().entries().stream()
                                .anyMatch(e -> e.language() == entry.language()
                                        && e.topic() == null
                                        && !e.is(WordClass.DANGER)
                                        && !e.is(WordClass.UNSAFE)
                                        && !e.is(WordClass.UNSAFE_STATE)));
    }
}
