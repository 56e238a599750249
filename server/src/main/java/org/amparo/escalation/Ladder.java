package org.amparo.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One order of asking: steps that open one after the other, and marks of the clock beside them.
///
/// @param repeat asks again everyone who did not say no, once all steps are open
record Ladder(List<Step> steps, List<Mark> marks, Optional<Repeat> repeat) {
    Ladder {
        steps = List.copyOf(steps);
        marks = List.copyOf(marks);
    }

    Ladder slower(int times) {
        return new Ladder(
                steps.stream()
                        .map(one -> new Step(
                                one.at().multipliedBy(times),
                                one.ask(),
                                one.all(),
                                one.patience().multipliedBy(times),
                                one.beyond(),
                                one.call()))
                        .toList(),
                marks.stream()
                        .map(one -> new Mark(one.at().multipliedBy(times), one.act(), one.soon()))
                        .toList(),
                repeat.map(one ->
                        new Repeat(one.every().multipliedBy(times), one.from().multipliedBy(times))));
    }

    /// One stage. It opens at its time, or at once when the stages before have nobody left to ask.
    ///
    /// @param at since the ladder began
    /// @param all everyone it can ask at once; else one after the other
    /// @param patience how long an offer waits for an answer before it counts as missed
    /// @param beyond capacity, breaks and rest do not count any more
    /// @param call a call goes with the text
    record Step(Duration at, Ask ask, boolean all, Duration patience, boolean beyond, boolean call) {}

    /// Something that is due at its time, whoever was asked.
    ///
    /// @param soon at once when there is nobody at all to ask
    record Mark(Duration at, Act act, boolean soon) {}

    sealed interface Act {
        /// Tells the contact.
        ///
        /// @param text id of a text
        /// @param unspoken the text in its place when nobody on duty speaks the language
        record Tell(String text, Optional<String> unspoken) implements Act {}

        record Raise(Alarming alarm) implements Act {}
    }

    record Repeat(Duration every, Duration from) {}
}
