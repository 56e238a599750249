package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who fits a step, the best first, as a table; see [Climb#candidate] for the words.
class MatchingTest {
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # step | wish | people | in this order
            fluent | normal | Ana native on; Leo fluent on | Ana Leo
            fluent | normal | Leo native on; Ana fluent on | Leo Ana
            fluent | normal | Ana fluent on; Leo fluent on | Ana Leo
            fluent | normal | Ana fluent on held=1; Leo fluent on | Leo Ana
            fluent | normal | Ana native on held=2; Leo fluent on | Ana Leo
            fluent | normal | Ana basic on; Leo on | ''
            fluent | normal | Ana fluent call; Leo fluent | ''
            fluent | normal | Ana native on; Leo fluent on before | Leo Ana
            fluent | normal woman | Ana fluent on woman; Leo native on man | Ana Leo
            fluent | normal man | Ana native on woman; Leo fluent on man | Leo Ana
            fluent | normal woman | Leo native on man | Leo
            fluent | normal woman only | Leo native on man | ''
            fluent | normal woman only | Leo native on man; Ana fluent on woman | Ana
            fluent | normal woman only | Kim native on; Ana fluent on woman | Ana
            fluent | danger woman only | Leo native on man | Leo
            fluent | normal woman | Leo fluent on man before; Ana native on woman | Leo Ana
            fluent | normal legal | Ana native on; Leo fluent on legal | Leo Ana
            fluent | normal woman legal | Ana fluent on woman; Leo fluent on legal | Ana Leo
            fluent | normal | Ana native on; Leo fluent on knows held=1 | Leo Ana
            fluent | normal legal | Ana fluent on legal; Leo native on knows | Ana Leo
            fluent | normal | Ana fluent on before; Leo native on knows | Ana Leo
            fluent | danger | Leo fluent on knows; Ana native on2 knows; Mia native on2 | Leo Ana Mia
            fluent | normal | Ana basic on knows; Leo fluent on | Leo
            fluent | child | Ana native on before; Leo fluent on child | Leo Ana
            fluent | normal | Ana native on2; Leo fluent on | Leo Ana
            fluent | normal | Ana fluent on full; Leo fluent on rest; Mia fluent on break; Noor fluent on away | ''
            fluent | normal | Ana fluent on off; Leo fluent on self; Mia fluent on excluded; Noor fluent on deaf | ''
            fluent-child | child | Ana native on; Leo fluent on child | Leo
            basic | normal | Ana basic on; Leo native on; Noor on | Leo Ana
            interpreter | normal | Ana basic on; Noor on; Leo | Ana Noor
            primary | danger | Ana fluent call; Leo fluent on2; Mia fluent | Ana
            backup | danger | Ana fluent call2; Leo fluent on; Mia fluent | Leo Ana
            everyone | danger | Ana basic; Leo native; Noor | Leo Ana
            everyone-child | child | Ana native; Leo basic child; Noor child | Leo
            anyone | danger | Ana; Leo fluent; Noor on off; Mia on | Mia Leo Ana
            schedule Night | danger | Ana fluent call in=night; Leo fluent on in=day | Ana
            schedule night | danger | Ana call in=night | ''
            schedule night | danger | Ana fluent call in=night; Leo fluent on in=day | Ana
            person Ana | normal | Ana off; Leo fluent on | ''
            person Ana | normal | Ana; Leo fluent on | Ana
            partner House | normal | House partner full rest; Leo fluent on | House
            partner house | normal | House partner break | House
            partner House | normal | House partner off | ''
            partner House | normal | House fluent | ''
            person House | normal | House partner fluent on | ''
            everyone | danger | House partner native; Leo fluent | Leo
            anyone | danger | House partner native; Leo | Leo
            fluent | normal | House partner native on; Leo fluent on | Leo
            """)
    void people_come_in_order(String ask, String wish, String people, String order) {
        assertEquals(
                order,
                ranked(ask, wish, people, false).stream()
                        .map(match -> Climb.people(people).stream()
                                .filter(one -> one.id().equals(match.person()))
                                .findFirst()
                                .orElseThrow()
                                .alias())
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # wish | somebody | what keeps them
            normal | Ana fluent on | -
            normal | Ana basic call held=2 | -
            normal | Ana fluent | not-on-duty
            normal | Ana on | other-language
            normal | Ana fluent on excluded off | kept-away
            normal | Ana fluent on self | kept-away
            normal | Ana fluent on deaf | no-number
            normal | Ana fluent on off | off
            normal | Ana fluent on away | away
            normal | Ana fluent on break full | break
            normal | Ana fluent on full rest | full
            danger | Ana fluent on rest | resting
            normal woman only | Leo fluent on man | other-gender
            normal woman | Leo fluent on man | -
            """)
    void what_keeps_somebody_is_said_in_one_word(String wish, String somebody, String word) {
        assertEquals(
                word,
                Matching.barrier(Climb.candidate(somebody), Climb.wish(wish)).orElse("-"));
    }

    @Test
    void the_reasons_are_kept_in_words_that_name_nobody() {
        assertEquals(
                List.of(
                        "language-fluent",
                        "on-duty-primary",
                        "child-trained",
                        "talked-before",
                        "gender-asked-for",
                        "load-1"),
                ranked("fluent", "child woman", "Ana fluent on child before woman held=1", false)
                        .getFirst()
                        .reasons());
        assertEquals(
                List.of("needs-interpreter", "not-on-duty", "beyond-limit", "beyond-rest", "beyond-break", "load-3"),
                ranked("anyone", "danger", "Ana full rest break held=3", true)
                        .getFirst()
                        .reasons());
    }

    /// Whoever takes part counts as first on duty and free; what they cannot do, and whose talk it is, still
    /// counts.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            fluent | Ana native | Ana
            fluent | Ana native off full rest held=3 | Ana
            fluent | Ana native break; Leo fluent on | Ana Leo
            primary | Ana native away; Leo basic | Ana
            fluent | Ana native self; Leo fluent excluded; Mia fluent deaf | ''
            interpreter | Ana; Leo basic | Leo Ana
            """)
    void practice_asks_whoever_takes_part(String ask, String people, String order) {
        var all = Climb.people(people).stream().map(Candidate::inPractice).toList();
        var aliases = all.stream().collect(Collectors.toMap(Candidate::id, Candidate::alias));
        assertEquals(
                order,
                Matching.ranked(step(ask, false), Climb.wish("normal"), all).stream()
                        .map(match -> aliases.get(match.person()))
                        .collect(Collectors.joining(" ")));
    }

    private static List<Match> ranked(String ask, String wish, String people, boolean beyond) {
        return Matching.ranked(step(ask, beyond), Climb.wish(wish), Climb.people(people));
    }

    private static Ladder.Step step(String ask, boolean beyond) {
        return new Ladder.Step(Duration.ZERO, Ask.of(ask), true, Duration.ZERO, beyond, false);
    }
}
