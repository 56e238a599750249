package org.amparo.escalation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;

/// An escalation policy: a ladder for each way. It is data, kept in a run as the text it was read from.
///
/// @param look nobody waits longer than this for a run to look who could be asked by now
/// @param nudge after so long a responder who holds the conversation is reminded of a text without an answer
/// @param replace after so long the conversation goes to somebody else
record Policy(Map<Way, Ladder> ladders, Duration look, Duration nudge, Duration replace) {
    private static final String SHIPPED = "/escalation/policy.yml";

    /// What the contact hears is one of the line's own texts.
    static final String TEXT = "sys.";

    /// There are as many as policies in force since some runs began: a handful.
    private static final Map<String, Policy> FROZEN = new ConcurrentHashMap<>();

    Policy {
        ladders = Map.copyOf(ladders);
    }

    Ladder ladder(Way way) {
        return Objects.requireNonNull(ladders.get(way));
    }

    /// For a message that was left, with every time so much longer but in danger: out of hours it asks nobody,
    /// since the message rests until somebody is on duty.
    Policy slower(int times) {
        var all = new EnumMap<Way, Ladder>(ladders);
        all.replaceAll((way, ladder) -> switch (way) {
            case DANGER -> ladder;
            case CHILD, NORMAL -> ladder.slower(times);
            case OUT_OF_HOURS -> new Ladder(List.of(), List.of(), Optional.empty());
        });
        return new Policy(all, look, nudge, replace);
    }

    /// The policy that comes with the program (`domain.md` F.3, `rulings.md` 6).
    static YamlMap shipped() {
        try (var file = Policy.class.getResourceAsStream(SHIPPED)) {
            return YamlMap.read(
                    "policy.yml", new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A policy of an organisation: what its file does not name is as shipped.
    ///
    /// @throws StartRefused naming the place and the mend
    static Policy own(YamlMap file) {
        return read(file.orElse(shipped()));
    }

    /// A policy as a run keeps it: JSON is YAML as well.
    static Policy frozen(String json) {
        return FROZEN.computeIfAbsent(json, text -> read(YamlMap.read("frozen policy", text)));
    }

    /// @throws StartRefused naming the place and the mend
    static Policy read(YamlMap file) {
        file.only("look", "nudge", "replace", "danger", "child", "normal", "out-of-hours");
        var ladders = new EnumMap<Way, Ladder>(Way.class);
        for (var way : Way.values()) {
            ladders.put(
                    way,
                    ladder(file.map(way.word())
                            .orElseThrow(() ->
                                    new StartRefused(file.place() + ": the ladder `" + way.word() + ":` is missing"))));
        }
        return new Policy(ladders, time(file, "look"), time(file, "nudge"), time(file, "replace"));
    }

    private static Ladder ladder(YamlMap map) {
        map.only("steps", "marks", "repeat");
        return new Ladder(
                map.maps("steps").stream().map(Policy::step).toList(),
                map.maps("marks").stream().map(Policy::mark).toList(),
                map.map("repeat").map(one -> new Ladder.Repeat(time(one, "every"), time(one, "from"))));
    }

    private static Ladder.Step step(YamlMap map) {
        map.only("at", "ask", "all", "patience", "beyond", "call");
        return new Ladder.Step(
                time(map, "at"),
                map.read("ask", "whom to ask, such as `primary` or `person Ana`", Ask::of)
                        .orElseThrow(() -> new StartRefused(map.place() + ": `ask:` is missing")),
                map.flag("all"),
                time(map, "patience"),
                map.flag("beyond"),
                map.flag("call"));
    }

    private static Ladder.Mark mark(YamlMap map) {
        map.only("at", "tell", "unspoken", "alarm", "soon");
        var alarm = map.word("alarm", Alarming.class);
        if (alarm.isPresent() == map.text("tell").isPresent()) {
            throw new StartRefused(map.place() + ": a mark has either `tell:` or `alarm:`");
        }
        var act = alarm.<Ladder.Act>map(Ladder.Act.Raise::new)
                .orElseGet(() -> new Ladder.Act.Tell(
                        TEXT + map.required("tell"), map.text("unspoken").map(text -> TEXT + text)));
        return new Ladder.Mark(time(map, "at"), act, map.flag("soon"));
    }

    /// Seconds or minutes, such as `60 s`, `3 min`.
    private static Duration time(YamlMap map, String key) {
        return map.read(key, "a time such as `60 s` or `3 min`", Policy::time)
                .orElseThrow(() -> new StartRefused(map.place() + ": `" + key + ":` is missing"));
    }

    private static Duration time(String text) {
        var parts = text.strip().split(" ", 2);
        int number = Integer.parseInt(parts[0]);
        var unit = number == 0
                ? "s"
                : Optional.of(parts)
                        .filter(two -> two.length == 2)
                        .map(two -> two[1])
                        .orElse("");
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> throw new IllegalArgumentException(text);
        };
    }
}
