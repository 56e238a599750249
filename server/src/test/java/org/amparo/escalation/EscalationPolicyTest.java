package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.amparo.platform.YamlMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is asked when, and what the contact and the supervisors hear (`domain.md` F.3), as tables.
class EscalationPolicyTest {
    @ParameterizedTest(name = "{0}: {1} until {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # wish | people | until | what follows
            # the day of the demonstration, nobody answers
            danger | Ana fluent on; Leo fluent on; Noor on | 0:59  | 0:00 ask Ana
            danger | Ana fluent on; Leo fluent on; Noor on | 2:59  | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo
            danger | Ana fluent on; Leo fluent on; Noor on | 3:59  | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo, 3:00 ask Ana+Leo
            danger | Ana fluent on; Leo fluent on; Noor on | 4:59  | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo, 3:00 ask Ana+Leo, 4:00 ask Noor
            danger | Ana fluent on; Leo fluent on; Noor on | 5:59  | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo, 3:00 ask Ana+Leo, 4:00 ask Noor, 5:00 crisis-no-one
            danger | Ana fluent on; Leo fluent on; Noor on | 10:59 | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo, 3:00 ask Ana+Leo, 4:00 ask Noor, 5:00 crisis-no-one, 6:00 ask Ana+Leo+Noor, 8:00 ask Ana+Leo+Noor, 10:00 alarm incident, 10:00 ask Ana+Leo+Noor
            # the night: on call, first and second rank
            danger | Ana fluent call; Leo fluent call2; Noor fluent | 3:59 | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Leo, 3:00 ask Ana+Leo+Noor
            # a primary or backup who does not speak it is passed over at once
            danger | Ana call; Leo fluent call2; Noor fluent | 0:30 | 0:00 ask Leo
            danger | Ana call; Leo call2; Noor fluent        | 0:30 | 0:00 ask Noor
            danger | Ana call; Leo call2; Noor               | 0:30 | 0:00 ask Ana+Leo+Noor
            danger | Ana call; Leo call2; Noor basic         | 0:30 | 0:00 ask Noor
            danger | Ana call; Leo call2; Noor basic         | 1:30 | 0:00 ask Noor, 1:00 alarm urgent, 1:00 ask Ana+Leo
            # nobody at all: the truth and the alarm at once
            danger | | 0:30 | 0:00 alarm urgent, 0:00 crisis-no-one
            danger | | 11:00 | 0:00 alarm urgent, 0:00 crisis-no-one, 10:00 alarm incident, 10:00 give up
            danger | Ana fluent on off; Leo fluent on away | 0:30 | 0:00 alarm urgent, 0:00 crisis-no-one
            danger | Ana fluent on deaf | 0:30 | 0:00 alarm urgent, 0:00 crisis-no-one
            danger | Ana fluent on self | 0:30 | 0:00 alarm urgent, 0:00 crisis-no-one
            danger | Ana fluent on excluded | 0:30 | 0:00 alarm urgent, 0:00 crisis-no-one
            # one person alone: asked at once, and again
            danger | Ana fluent on | 1:30 | 0:00 ask Ana, 1:00 alarm urgent, 1:00 ask Ana
            # limits count before the third minute and not after; when all are beyond them nobody waits for the minute
            danger | Ana fluent on full; Leo fluent on | 0:30 | 0:00 ask Leo
            danger | Ana fluent on rest; Leo fluent on | 0:30 | 0:00 ask Leo
            danger | Ana fluent on break; Leo fluent on | 0:30 | 0:00 ask Leo
            danger | Ana fluent on full; Leo fluent on | 1:30 | 0:00 ask Leo, 1:00 alarm urgent, 1:00 ask Leo+Ana
            danger | Ana fluent on full; Leo fluent on; Mia fluent on | 3:30 | 0:00 ask Leo, 1:00 alarm urgent, 1:00 ask Mia, 3:00 ask Leo+Mia+Ana
            danger | Ana fluent on full; Leo fluent on rest; Mia fluent on break | 0:30 | 0:00 ask Ana+Leo+Mia
            danger | Ana fluent on away; Leo fluent on full | 0:30 | 0:00 ask Leo
            # second rank after the first, even when it speaks it better
            danger | Ana native on2; Leo fluent on | 1:30 | 0:00 ask Leo, 1:00 alarm urgent, 1:00 ask Ana
            danger | Ana native on2 | 0:30 | 0:00 ask Ana
            # a child in danger: who is trained comes first
            danger child | Ana native on; Leo fluent on child | 1:30 | 0:00 ask Leo, 1:00 alarm urgent, 1:00 ask Ana

            # in hours
            normal | Ana native on; Leo fluent on; Noor on | 0:59 | 0:00 ask Ana
            normal | Ana native on; Leo fluent on; Noor on | 1:30 | 0:00 ask Ana, 1:00 ask Leo
            normal | Ana native on; Leo fluent on; Mia fluent on; Noor on | 2:59 | 0:00 ask Ana, 1:00 ask Leo, 2:00 ask Mia
            normal | Ana fluent on; Leo basic on; Noor on | 0:59 | 0:00 ask Ana
            normal | Ana fluent on; Leo basic on; Noor on | 1:30 | 0:00 ask Ana, 1:00 ask Leo
            normal | Ana basic on; Noor on | 0:30 | 0:00 ask Ana
            normal | Noor on | 0:30 | 0:00 ask Noor
            normal | Noor on | 5:30 | 0:00 ask Noor, 5:00 no-one-speaks, 5:00 ask Noor
            normal | Ana fluent on full; Noor on full | 30:30 | 5:00 waiting-still, 10:00 alarm waiting, 15:00 no-one-free, 30:00 waiting-still, 30:00 give up
            normal | Ana on full | 5:30 | 5:00 no-one-speaks
            normal | Ana fluent on away; Leo on full | 5:30 | 5:00 waiting-still
            normal | Ana fluent on break | 4:00 | ''
            normal | Ana fluent on rest | 4:00 | ''
            normal | Ana fluent on full; Leo basic on | 0:30 | 0:00 ask Leo
            normal | Ana fluent call; Leo basic on | 0:30 | 0:00 ask Leo
            normal | Ana fluent; Leo on | 0:30 | 0:00 ask Leo
            normal | Ana fluent on self; Leo fluent on | 0:30 | 0:00 ask Leo
            normal | Ana fluent on excluded; Leo fluent on | 0:30 | 0:00 ask Leo
            normal | Ana fluent on deaf; Leo fluent on | 0:30 | 0:00 ask Leo
            # all asked, nobody answered: everyone once more, five minutes later
            normal | Ana native on; Leo fluent on | 7:30 | 0:00 ask Ana, 1:00 ask Leo, 5:00 waiting-still, 6:00 ask Ana+Leo
            normal | Ana native on; Leo fluent on | 11:30 | 0:00 ask Ana, 1:00 ask Leo, 5:00 waiting-still, 6:00 ask Ana+Leo, 10:00 alarm waiting, 11:00 ask Ana+Leo

            # who is just being asked about another may be free in a moment: nobody who fits less is asked for that
            normal | Ana fluent on promised; Leo basic on | 2:59 | ''
            normal | Ana fluent on promised; Leo basic on | 3:30 | 3:00 ask Leo
            normal | Ana fluent on promised | 5:30 | 5:00 waiting-still
            normal | Ana fluent on promised; Leo fluent on | 0:30 | 0:00 ask Leo
            child | Ana native on; Leo fluent on child promised | 0:59 | ''
            child | Ana native on; Leo fluent on child promised | 3:30 | 3:00 ask Ana

            # a child waits for who is trained, not longer than three minutes
            child | Ana native on; Leo fluent on child | 0:59 | 0:00 ask Leo
            child | Ana native on; Leo fluent child | 0:59 | 0:00 ask Leo
            child | Ana native on | 0:59 | 0:00 ask Ana
            child | Ana native on; Leo fluent on child; Mia fluent child | 3:30 | 0:00 ask Leo, 1:00 ask Leo+Mia, 2:00 ask Ana
            child | Ana native on; Leo on child | 0:59 | 0:00 ask Ana
            child | Ana native on full; Leo fluent on child full | 5:30 | 5:00 waiting-still, 5:00 alarm waiting

            # out of hours: on call is for danger; who waits hears the truth at once, and a supervisor of them
            normal | Ana native call; Leo native | 60:00 | 0:00 no-one-free, 10:00 alarm waiting
            child  | Ana native call child | 60:00 | 0:00 no-one-free, 10:00 alarm waiting
            normal | | 60:00 | 0:00 no-one-free, 10:00 alarm waiting
            """)
    void a_ladder_is_climbed(
            String wish, @org.jspecify.annotations.Nullable String people, String until, String story) {
        assertEquals(
                story,
                new Climb(wish, people == null ? "" : people).until(until).story());
    }

    /// Each kind of step in a ladder of one's own: `time whom [all] [patience]`.
    @ParameterizedTest(name = "{0}: {1} until {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # steps | people | until | what follows
            0 person Leo | Ana native on; Leo on | 0:30 | 0:00 ask Leo
            0 person leo | Ana native on; Leo | 0:30 | 0:00 ask Leo
            # somebody who is not there, or must not be asked, is passed over at once
            0 person Leo; 60 person Ana | Ana native on | 0:30 | 0:00 ask Ana
            0 person Leo; 60 person Ana | Ana on; Leo on full | 0:30 | 0:00 ask Ana
            0 person Leo; 60 person Ana | Ana on; Leo on break | 0:30 | 0:00 ask Ana
            0 person Leo; 60 person Ana | Ana on; Leo on excluded | 0:30 | 0:00 ask Ana
            0 person Leo; 60 person Ana | Ana on; Leo on off | 0:30 | 0:00 ask Ana
            # a schedule: those on duty in it who speak the language, the first rank first
            0 schedule desk | Ana native on; Leo fluent on in=desk; Mia fluent on2 in=desk | 1:30 | 0:00 ask Leo, 1:00 ask Mia
            0 schedule desk; 60 fluent | Ana native on; Leo on in=desk | 0:30 | 0:00 ask Ana
            0 schedule dusk; 60 fluent | Ana native on | 0:30 | 0:00 ask Ana
            # a language group, everyone awake
            0 fluent | Ana native on; Leo basic on; Mia fluent | 1:30 | 0:00 ask Ana
            0 everyone all | Ana native on; Leo basic; Mia fluent off; Noor | 0:30 | 0:00 ask Ana+Leo
            0 anyone all | Ana native on; Leo basic; Mia off; Noor | 0:30 | 0:00 ask Ana+Leo+Noor
            # a partner's line, by its own step alone, and again whatever it missed
            0 partner House; 60 fluent | Ana native on; House partner | 1:30 | 0:00 ask House, 1:00 ask Ana
            0 everyone all; 60 partner House | Ana native on; House partner native on | 1:30 | 0:00 ask Ana, 1:00 ask House
            # patience, widening by time, widening for want of anybody, and once more
            0 person Leo 90; 300 fluent | Ana native on; Leo on | 2:00 | 0:00 ask Leo, 1:30 ask Ana
            0 person Leo 300; 60 fluent | Ana native on; Leo on | 2:00 | 0:00 ask Leo, 1:00 ask Ana
            0 person Leo 30; 30 person Ana 30 | Ana on; Leo on | 3:30 | 0:00 ask Leo, 0:30 ask Ana, 2:30 ask Leo+Ana
            """)
    void a_ladder_of_ones_own_is_climbed(String steps, String people, String until, String story) {
        var file = new StringBuilder("normal:\n  steps:\n");
        for (var step : steps.split("; ", -1)) {
            var found = java.util.regex.Pattern.compile("(\\d+) (.+?)( all)?( \\d+)?")
                    .matcher(step);
            org.junit.jupiter.api.Assertions.assertTrue(found.matches());
            file.append("    - { at: %s s, ask: %s, all: %s, patience: %s s }\n"
                    .formatted(
                            found.group(1),
                            found.group(2),
                            found.group(3) != null,
                            found.group(4) == null ? "60" : found.group(4).strip()));
        }
        var policy =
                Policy.own(YamlMap.read("policy.yml", file + "  marks: []\n  repeat: { every: 2 min, from: 2 min }"));
        assertEquals(
                story,
                new Climb(policy, "normal", people + "; Zoe on full")
                        .until(until)
                        .story());
    }

    @Test
    void who_says_no_is_not_asked_again_and_the_next_one_is_asked_at_once() {
        var climb = new Climb("danger", "Ana fluent on; Leo fluent on; Noor on").until("0:10");
        assertEquals(
                "0:00 ask Ana, 0:10 ask Leo, 1:00 alarm urgent, 1:10 ask Leo, 2:10 ask Noor, 5:00 crisis-no-one, "
                        + "5:00 ask Leo+Noor",
                climb.declines("Ana").until("5:30").story());
    }

    @Test
    void when_everybody_says_no_the_alarm_stays() {
        var climb = new Climb("normal", "Ana fluent on").until("0:10").declines("Ana");
        assertEquals(
                "0:00 ask Ana, 5:00 waiting-still, 10:00 alarm waiting, 15:00 no-one-free, 30:00 waiting-still, "
                        + "30:00 give up",
                climb.until("40:00").story());
    }

    @Test
    void who_comes_on_duty_meanwhile_is_asked() {
        var climb = new Climb("normal", "Ana fluent on full").until("1:30");
        assertEquals(
                "1:30 ask Leo",
                climb.peopleAre("Ana fluent on full; Leo fluent on")
                        .until("2:30")
                        .story());
    }

    @Test
    void the_ladder_begins_anew_with_the_first_shift() {
        var climb = new Climb("normal", "Ana fluent call").until("60:00");
        assertEquals(
                "0:00 no-one-free, 10:00 alarm waiting, 60:00 ask Ana, 65:00 waiting-still, 65:00 ask Ana",
                climb.peopleAre("Ana fluent on").until("65:30").story());
    }

    @Test
    void after_a_standstill_everything_due_is_done_at_once_and_nobody_is_asked_twice() {
        var climb = new Climb("danger", "Ana fluent on; Leo fluent on; Noor on");
        climb.until("0:00").asleepUntil("6:00");
        assertEquals(
                "0:00 ask Ana, 6:00 ask Ana+Leo, 6:00 ask Noor, 6:00 alarm urgent, 6:00 crisis-no-one",
                climb.until("6:30").story());
    }
}
