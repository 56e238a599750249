package org.amparo.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A policy as its file says it: what [Policy#read] reads back.
final class PolicyKeys {
    private PolicyKeys() {}

    /// Each ladder, and the times beside them.
    static Map<String, Object> of(Policy policy) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("look", words(policy.look()));
        keys.put("nudge", words(policy.nudge()));
        keys.put("replace", words(policy.replace()));
        for (var way : Way.values()) {
            keys.put(way.word(), of(policy.ladder(way)));
        }
        return keys;
    }

    /// Those alone in which it is not the shipped one.
    static Map<String, Object> own(Policy policy) {
        var own = of(policy);
        of(Policy.read(Policy.shipped())).forEach((key, shipped) -> own.remove(key, shipped));
        return own;
    }

    private static Map<String, Object> of(Ladder ladder) {
        var keys = new LinkedHashMap<String, Object>();
        // Lists of their own: one that stands twice would be written once, with a reference.
        keys.put(
                "steps",
                new ArrayList<>(ladder.steps().stream().map(PolicyKeys::of).toList()));
        keys.put(
                "marks",
                new ArrayList<>(ladder.marks().stream().map(PolicyKeys::of).toList()));
        ladder.repeat().ifPresent(repeat -> keys.put("repeat", of(repeat)));
        return keys;
    }

    private static Map<String, Object> of(Ladder.Step step) {
        var keys = new LinkedHashMap<String, Object>();
        put(keys, "at", step.at());
        keys.put("ask", step.ask().words());
        flag(keys, "all", step.all());
        put(keys, "patience", step.patience());
        flag(keys, "beyond", step.beyond());
        flag(keys, "call", step.call());
        return keys;
    }

    private static Map<String, Object> of(Ladder.Mark mark) {
        var keys = new LinkedHashMap<String, Object>();
        put(keys, "at", mark.at());
        switch (mark.act()) {
            case Ladder.Act.Raise(var alarm) -> keys.put("alarm", alarm.name().toLowerCase(Locale.ROOT));
            case Ladder.Act.Tell(var text, var unspoken) -> {
                keys.put("tell", name(text));
                unspoken.ifPresent(other -> keys.put("unspoken", name(other)));
            }
        }
        flag(keys, "soon", mark.soon());
        return keys;
    }

    private static Map<String, Object> of(Ladder.Repeat repeat) {
        var keys = new LinkedHashMap<String, Object>();
        put(keys, "every", repeat.every());
        put(keys, "from", repeat.from());
        return keys;
    }

    private static String name(String text) {
        return text.substring(Policy.TEXT.length());
    }

    private static void put(Map<String, Object> keys, String name, Duration time) {
        keys.put(name, time.isZero() ? (Object) 0 : words(time));
    }

    private static void flag(Map<String, Object> keys, String name, boolean set) {
        if (set) {
            keys.put(name, true);
        }
    }

    /// Such as `60 s`, `3 min`.
    static String words(Duration time) {
        return time.toSecondsPart() == 0 && time.toMinutes() != 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
