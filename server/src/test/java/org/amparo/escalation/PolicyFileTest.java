package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The file in which an organisation says whom it asks: what is taken, and what is refused with line and mend. The
/// organisation here has two lines, `a` and `b`; Ana and Leo answer on `a`, Mia on `b`.
class PolicyFileTest {
    private static final PolicyNames NAMES = new PolicyNames(
            "Open Door",
            List.of(
                    new PolicyNames.OfLine("a", List.of("Ana", "Leo"), List.of("House"), List.of("day", "night")),
                    new PolicyNames.OfLine("b", List.of("Mia"), List.of(), List.of("day"))));

    @Test
    void the_shipped_policy_keeps_every_bound_and_is_nobodys_own() {
        var shipped = Policy.read(Policy.shipped());
        assertEquals(List.of(), PolicyBounds.broken(shipped));
        assertEquals(List.of(), List.copyOf(PolicyKeys.own(shipped).keySet()));
        assertEquals(shipped, Policy.read(YamlMap.read("p", YamlMap.write(PolicyKeys.of(shipped)))));
    }

    /// Each kind of step, alone in a ladder that may ask anybody.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "primary",
                "backup",
                "schedule night",
                "Schedule NIGHT",
                "everyone",
                "everyone-child",
                "anyone",
                "person Ana",
                "person ana",
                "partner House"
            })
    void each_kind_of_step_is_taken_and_written_as_it_was_read(String ask) {
        var file = YamlMap.read("p.yml", """
            out-of-hours:
              steps:
                - { at: 90 s, ask: %s, all: true, patience: 2 min, call: true }
              marks:
                - { at: 5 min, tell: no-one-free, soon: true }
                - { at: 30 min, alarm: waiting }
              repeat: { every: 10 min, from: 0 }
            """.formatted(ask.replace("Schedule", "schedule")));
        var policy = Policy.own(file);
        assertEquals(List.of(), OwnPolicies.mends(file, policy, NAMES));
        var own = PolicyKeys.own(policy);
        assertEquals(List.of("out-of-hours"), List.copyOf(own.keySet()));
        assertEquals(policy, Policy.own(YamlMap.read("again", YamlMap.write(own))));
    }

    @Test
    void what_a_file_does_not_say_is_as_shipped() {
        var policy = Policy.own(YamlMap.read("p.yml", "nudge: 3 min"));
        assertEquals(List.of("nudge"), List.copyOf(PolicyKeys.own(policy).keySet()));
        var shipped = Policy.read(Policy.shipped());
        assertEquals(shipped.ladders(), policy.ladders());
        assertEquals(shipped.replace(), policy.replace());
    }

    /// One change of the shipped file each: what it says there, what it says instead, and the mend. An empty first
    /// column adds it at the end.
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        # danger reaches a person: at once, by text and call, wider and wider, by 3 and by 5 minutes
        at: 0, ask: primary, patience: 60 s, call: true           | at: 30 s, ask: primary, patience: 60 s, call: true | danger: somebody is asked at once
        at: 0, ask: primary, patience: 60 s, call: true           | at: 0, ask: primary, patience: 60 s          | danger, steps, entry 1: in danger each step calls
        at: 0, ask: primary, patience: 60 s, call: true           | at: 0, ask: primary, patience: 20 s, call: true | danger, steps, entry 1: `patience:` is 30 s
        at: 60 s, ask: backup, patience: 2 min, call: true        | at: 60 s, ask: backup, patience: 121 s, call: true | danger, steps, entry 2: `patience:` is 30 s
        at: 3 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | at: 200 s, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | danger: by 3 min everyone who speaks
        at: 3 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | at: 3 min, ask: everyone, patience: 60 s, beyond: true, call: true | danger: by 3 min everyone who speaks
        at: 3 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | at: 3 min, ask: everyone, all: true, patience: 60 s, call: true | danger, steps, entry 3: from 3 min on danger ignores
        at: 3 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | at: 3 min, ask: person Ana, all: true, patience: 60 s, beyond: true, call: true | danger: by 3 min everyone who speaks
        at: 4 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true | at: 4 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true | danger: by 5 min everyone is rung for, in any
        at: 4 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true | at: 6 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true | danger: by 5 min everyone is rung for, in any
        # it alarms, tells the truth, and never ends
        at: 60 s, alarm: urgent, soon: true                       | at: 90 s, alarm: urgent, soon: true          | danger: by 60 s a supervisor is alarmed
        at: 60 s, alarm: urgent, soon: true                       | at: 60 s, alarm: urgent                      | danger: by 60 s a supervisor is alarmed
        at: 60 s, alarm: urgent, soon: true                       | at: 60 s, alarm: waiting, soon: true         | danger, marks, entry 1: `alarm:` is urgent or incident
        at: 5 min, tell: crisis-no-one, soon: true                | at: 6 min, tell: crisis-no-one, soon: true   | danger: by 5 min the contact hears
        at: 5 min, tell: crisis-no-one, soon: true                | at: 30 s, tell: crisis-no-one, soon: true    | danger, marks, entry 2: nothing is told before 60 s
        at: 5 min, tell: crisis-no-one, soon: true                | at: 5 min, tell: waiting-still, soon: true   | danger, marks, entry 2: `tell:` is crisis-no-one here
        at: 5 min, tell: crisis-no-one, soon: true                | at: 5 min, alarm: incident } #               | danger: by 5 min the contact hears
        at: 10 min, alarm: incident                               | at: 11 min, alarm: incident                  | danger: by 10 min it is an incident
        repeat: { every: 2 min, from: 5 min }                     | # none                                     | danger: who did not answer is asked again
        repeat: { every: 2 min, from: 5 min }                     | repeat: { every: 3 min, from: 5 min }        | danger: who did not answer is asked again
        repeat: { every: 2 min, from: 5 min }                     | repeat: { every: 30 s, from: 5 min }         | danger: who did not answer is asked again
        repeat: { every: 2 min, from: 5 min }                     | repeat: { every: 2 min, from: 6 min }        | danger: who did not answer is asked again
        # a child is for who is trained first, then for anybody
        at: 0, ask: fluent-child, patience: 60 s                  | at: 0, ask: fluent, patience: 60 s           | child, steps, entry 1: before 3 min a child is for who is trained
        at: 3 min, ask: everyone-child, all: true, patience: 60 s, call: true | at: 3 min, ask: everyone-child, all: true, patience: 60 s | child: by 3 min whoever is trained is rung for
        '{ at: 5 min, alarm: waiting }'                           | '{ at: 6 min, alarm: waiting }'              | child: by 5 min a supervisor is alarmed
        # who waits is asked for in the end in any language, hears the truth, and is heard of
        '{ at: 10 min, alarm: waiting }'                          | '{ at: 11 min, alarm: waiting }'             | normal: by 10 min a supervisor is alarmed
        '{ at: 10 min, alarm: waiting }'                          | '{ at: 10 min, alarm: urgent }'              | normal, marks, entry 2: `alarm:` is waiting here
        repeat: { every: 5 min, from: 5 min }                     | repeat: { every: 1 min, from: 5 min }        | normal: who did not answer is asked again
        # nothing but danger asks beyond limits
        at: 3 min, ask: basic, patience: 60 s                     | at: 3 min, ask: basic, patience: 60 s, beyond: true | limits, breaks and rest end for danger alone
        # out of hours nobody is on duty
        'steps: []'                                               | 'steps: [{ at: 0, ask: fluent, patience: 60 s }]' | out-of-hours, steps, entry 1: nobody is on duty
        '{ at: 60 s, tell: no-one-free, soon: true }'             | '{ at: 5 min, tell: waiting-still, unspoken: no-one-free }' | out-of-hours, marks, entry 1: nobody is on duty
        '{ at: 60 s, tell: no-one-free, soon: true }'             | '{ at: 5 min, tell: crisis-no-one }' | `tell:` is one of no-one-free, waiting-still here
        'steps: []'                                               | 'steps: [{ at: 0, ask: anyone, patience: 16 min }]' | `patience:` is 30 s, as long as a phone rings, to 15 min
        ''                                                        | '  repeat: { every: 60 s, from: 0 }'         | `repeat:` is every 2 min to 120 min
        # times beside the ladders
        look: 1 min                                               | look: 2 min                                  | policy.yml: `look:` is 10 s to 60 s
        nudge: 5 min                                              | nudge: 6 min                                 | policy.yml: `nudge:` is 60 s to 5 min
        replace: 10 min                                           | replace: 11 min                              | policy.yml: `replace:` is at most 10 min
        replace: 10 min                                           | replace: 5 min                               | policy.yml: `replace:` is at most 10 min
        # order
        at: 60 s, ask: backup                                     | at: 4 min, ask: backup                       | danger, steps, entry 3: `at:` is before that of the entry above it
        at: 60 s, alarm: urgent, soon: true                       | at: 5 min, alarm: urgent, soon: true         | danger: by 60 s a supervisor
        # names of nobody and nothing
        ask: primary, patience                                    | ask: person Nora, patience                   | danger, steps, entry 1: `ask:` names nobody who answers a line of Open Door: there is Ana, Leo, Mia
        ask: primary, patience                                    | ask: schedule dusk, patience                 | danger, steps, entry 1: `ask:` names no schedule of Open Door: there is day, night
        ask: primary, patience                                    | ask: partner Ana, patience                   | danger, steps, entry 1: `ask:` names no partner
        ask: primary, patience                                    | ask: person House, patience                  | danger, steps, entry 1: `ask:` names nobody who answers
        # what cannot be read
        ask: primary, patience                                    | ask: person, patience                        | danger, steps, entry 1: `ask:` makes no sense
        ask: primary, patience                                    | ask: whoever, patience                       | danger, steps, entry 1: `ask:` makes no sense
        ask: primary, patience: 60 s                              | ask: primary, patience: soon                 | danger, steps, entry 1: `patience:` makes no sense; it is a time such as
        ask: primary, patience: 60 s                              | ask: primary, patience: 60                   | danger, steps, entry 1: `patience:` makes no sense; it is a time such as
        ask: primary, patience: 60 s                              | ask: primary, patience: 99999999999 min      | danger, steps, entry 1: `patience:` makes no sense
        ask: primary, patience: 60 s                              | ask: primary, patience: -60 s                | danger, steps, entry 1: `patience:` is 30 s
        at: 0, ask: primary                                       | at: -5 s, ask: primary                       | danger, steps, entry 1: `at:` is at most 10 min
        ask: primary, patience: 60 s                              | ask: primary, patients: 60 s                 | danger, steps, entry 1: `patients` is no key here
        ask: primary, patience: 60 s                              | ask: primary                                 | danger, steps, entry 1: `patience:` is missing
        at: 60 s, alarm: urgent                                   | at: 60 s, alarm: urgent, tell: crisis-no-one | danger, marks, entry 1: a mark has either
        at: 60 s, alarm: urgent                                   | at: 60 s                                     | danger, marks, entry 1: a mark has either
        at: 60 s, alarm: urgent                                   | at: 60 s, alarm: loud                        | danger, marks, entry 1: `alarm:` makes no sense; it is one of urgent
        ''                                                        | 'weekend: { steps: [] }'                     | policy.yml: `weekend` is no key here
        ''                                                        | 'danger: { steps: [] }'                      | a key that stands here already
        """)
    void what_makes_no_sense_or_breaks_a_promise_is_refused_with_its_place(String is, String instead, String why) {
        var shipped = shipped();
        assertTrue(shipped.contains(is), is);
        var text = is.isEmpty()
                ? shipped + instead + "\n"
                : shipped.replaceFirst(
                        java.util.regex.Pattern.quote(is), java.util.regex.Matcher.quoteReplacement(instead));
        var mends = mends(text);
        assertTrue(mends.stream().anyMatch(mend -> mend.contains(why)), () -> String.join("\n", mends));
        assertTrue(mends.stream().allMatch(mend -> mend.startsWith("policy.yml")), mends::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"danger", "child", "normal"})
    void a_ladder_in_hours_that_asks_nobody_is_refused(String way) {
        var mends = mends(way + ": { steps: [], marks: [] }");
        assertTrue(
                mends.contains(
                        "policy.yml, line 1: " + way + ": somebody is asked at once: the first step has `at: 0`"),
                mends::toString);
        assertTrue(mends.stream().anyMatch(mend -> mend.contains("a supervisor is alarmed")), mends::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        steps: [], marks: []                                                                                | 10
        steps: [], marks: [{ at: 11 min, alarm: waiting }]                                                  | 10
        steps: [{ at: 0, ask: anyone, patience: 60 s }], marks: [{ at: 15 min, tell: no-one-free }]         | 30
        steps: [{ at: 0, ask: anyone, patience: 60 s }], marks: [{ at: 31 min, alarm: waiting }]            | 30
        """)
    void who_waits_out_of_hours_hears_the_truth_and_is_heard_of(String ladder, int alarmedBy) {
        var mends = mends("out-of-hours: { " + ladder + " }");
        assertTrue(
                mends.stream().anyMatch(mend -> mend.contains("who waits out of hours hears when nobody comes")),
                mends::toString);
        assertTrue(
                mends.stream().anyMatch(mend -> mend.contains("by " + alarmedBy + " min a supervisor hears of who")),
                mends::toString);
    }

    /// One set before, when less was asked for.
    @Test
    void of_a_stored_one_only_what_breaks_a_promise_is_as_shipped() {
        var shipped = Policy.read(Policy.shipped());
        var stored = """
            nudge: 4 min
            out-of-hours:
              steps: [{ at: 0, ask: anyone, patience: 60 s }]
              marks: [{ at: 60 s, tell: no-one-free, soon: true }]
            """;
        var used = UsablePolicy.of(stored).orElseThrow();
        assertEquals(shipped.ladder(Way.OUT_OF_HOURS), used.policy().ladder(Way.OUT_OF_HOURS));
        assertEquals(Duration.ofMinutes(4), used.policy().nudge());
        assertEquals(1, used.notes().size());
        assertTrue(
                used.notes().getFirst().startsWith("`out-of-hours:` as it was set")
                        && used.notes().getFirst().contains("a mark `{ at: 30 min, alarm: waiting }`"),
                used.notes()::toString);
        assertEquals(
                shipped.nudge(),
                UsablePolicy.of("nudge: 6 min").orElseThrow().policy().nudge());
        assertEquals(List.of(), UsablePolicy.of("nudge: 4 min").orElseThrow().notes());
        assertTrue(UsablePolicy.of("weekend: { steps: [] }").isEmpty());
    }

    @Test
    void the_line_is_that_of_the_entry() {
        assertEquals(
                List.of("policy.yml, line 4: out-of-hours, steps, entry 2: `at:` is before that of the entry above it"),
                mends("""
                    out-of-hours:
                      steps:
                        - { at: 60 s, ask: anyone, patience: 60 s }
                        - { at: 0, ask: everyone, patience: 60 s }
                      marks: [{ at: 15 min, tell: no-one-free, soon: true }, { at: 30 min, alarm: waiting }]
                    """));
    }

    @Test
    void more_steps_than_make_sense_are_refused() {
        var steps = new ArrayList<String>();
        for (int i = 0; i <= 20; i++) {
            steps.add("    - { at: 0, ask: anyone, patience: 60 s }\n");
        }
        assertEquals(
                List.of("policy.yml, line 2: out-of-hours: at most 20 of each"),
                mends(
                        "out-of-hours:\n  marks: [{ at: 60 s, tell: no-one-free, soon: true }, { at: 5 min, alarm: waiting }]\n"
                                + "  steps:\n"
                                + String.join("", steps)));
    }

    @Test
    void a_name_that_some_lines_know_is_taken_and_the_others_skip_it() {
        assertEquals(List.of("b"), NAMES.lacking(Ask.of("person Ana")));
        assertEquals(List.of("b"), NAMES.lacking(Ask.of("schedule night")));
        assertEquals(List.of(), NAMES.lacking(Ask.of("schedule Day")));
        assertEquals(List.of(), NAMES.lacking(Ask.of("primary")));
        assertTrue(!NAMES.unknown(Ask.of("person Mia")));
    }

    /// What keeps a file from being set; a file that cannot be read has one.
    private static List<String> mends(String text) {
        try {
            var file = YamlMap.read("policy.yml", text);
            return OwnPolicies.mends(file, Policy.own(file), NAMES);
        } catch (StartRefused e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static String shipped() {
        try (var file = Objects.requireNonNull(Policy.class.getResourceAsStream("/escalation/policy.yml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_number_in_the_place_of_a_name_is_not_repeated() {
        var refused = mends("out-of-hours: { steps: [{ at: 0, ask: \"person +447700900101\", patience: 60 s }] }");
        assertTrue(refused.stream().noneMatch(mend -> mend.contains("7700900101")), refused::toString);
        assertThrows(IllegalArgumentException.class, () -> Ask.of("+447700900101"));
    }
}
