package org.amparo.escalation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.responders.Availability;
import org.amparo.responders.Gender;
import org.amparo.responders.Grade;
import org.amparo.responders.Skill;
import org.amparo.rota.Rank;

/// Climbs a ladder on paper: people in words, answers in words, and what follows as a list of `m:ss what`.
final class Climb {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final EscalationPolicy policy;
    private final List<String> story = new ArrayList<>();
    private List<Candidate> people;
    private Run run;
    private Instant now = START;

    /// @param wish such as `danger`, `child`, `normal`, `danger child`, `normal woman legal`, `normal woman only`
    /// @param people `alias word word …; …`: see [#candidate]
    Climb(String wish, String people) {
        this(Policy.read(Policy.shipped()), wish, people);
    }

    /// The same by another policy than the shipped one.
    Climb(Policy policy, String wish, String people) {
        this.policy = new EscalationPolicy(policy);
        this.people = people(people);
        this.run = new Run(wish(wish), Optional.empty(), START, 0, 0, List.of());
    }

    static Wish wish(String words) {
        var all = Set.of(words.split(" "));
        return new Wish(
                all.contains("danger"),
                all.contains("child"),
                all.contains("woman")
                        ? Optional.of(Gender.WOMAN)
                        : all.contains("man") ? Optional.of(Gender.MAN) : Optional.empty(),
                all.contains("only"),
                all.contains("legal") ? Optional.of(Skill.LEGAL) : Optional.empty());
    }

    static List<Candidate> people(String all) {
        return all.isBlank()
                ? List.of()
                : java.util.Arrays.stream(all.split(";"))
                        .map(one -> candidate(one.strip()))
                        .toList();
    }

    /// Words: a grade (`native`, `fluent`, `basic`, none: does not speak it), a duty (`on`, `on2` in the second
    /// rank, `call`, `call2`, none: not on duty), `break`, `off`, `away`, `full`, `promised`, `rest`, `excluded`,
    /// `self`, `before`, `deaf` (not reachable), `woman`, `man`, `child`, `legal`, `knows` (the contact's country),
    /// `held=2`, `in=night` (on duty in that schedule), `partner` (a partner's line).
    static Candidate candidate(String words) {
        var all = List.of(words.split(" +"));
        return new Candidate(
                id(all.getFirst()),
                all.getFirst(),
                java.util.Arrays.stream(Grade.values())
                        .filter(grade -> all.contains(grade.name().toLowerCase(Locale.ROOT)))
                        .findFirst(),
                all.stream()
                        .filter(Set.of("child", "legal")::contains)
                        .map(skill -> Skill.valueOf(skill.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                all.contains("woman")
                        ? Optional.of(Gender.WOMAN)
                        : all.contains("man") ? Optional.of(Gender.MAN) : Optional.empty(),
                rank(all, "on"),
                rank(all, "call"),
                all.stream()
                        .filter(word -> word.startsWith("in="))
                        .map(word -> word.substring(3))
                        .collect(Collectors.toSet()),
                all.contains("break")
                        ? Availability.BREAK
                        : all.contains("off")
                                ? Availability.OFF
                                : all.contains("away") ? Availability.AWAY : Availability.ON,
                all.stream()
                        .filter(word -> word.startsWith("held="))
                        .mapToInt(word -> Integer.parseInt(word.substring(5)))
                        .findFirst()
                        .orElse(0),
                all.contains("full"),
                all.contains("promised"),
                all.contains("rest"),
                all.contains("excluded"),
                all.contains("self"),
                all.contains("before"),
                all.contains("knows"),
                !all.contains("deaf"),
                all.contains("partner"));
    }

    /// Lets time pass up to a moment, such as `3:00`, doing what is due.
    Climb until(String time) {
        var end = START.plus(time(time));
        while (true) {
            var next = look();
            if (!next.isAfter(now)) {
                throw new AssertionError("a run that stands still: " + story());
            }
            if (next.isAfter(end)) {
                now = end;
                return this;
            }
            now = next;
        }
    }

    Climb declines(String alias) {
        run = run.declined(id(alias));
        return this;
    }

    Climb peopleAre(String all) {
        people = people(all);
        return this;
    }

    Climb asleepUntil(String time) {
        now = START.plus(time(time));
        return this;
    }

    String story() {
        return String.join(", ", story);
    }

    private Instant look() {
        var facts = new Facts(people, people.stream().anyMatch(one -> one.open().isPresent()), Optional.empty());
        for (int i = 0; i < 100; i++) {
            var move = policy.next(run, facts, now);
            tell(move);
            run = policy.after(run, move, now);
            if (move instanceof Move.Wait(var until)) {
                return until;
            }
            if (move instanceof Move.GiveUp(var again)) {
                return again;
            }
        }
        throw new AssertionError("a run that never rests: " + story());
    }

    private void tell(Move move) {
        var what = switch (move) {
            case Move.Offer offer ->
                "ask "
                        + offer.people().stream()
                                .map(match -> alias(match.person()))
                                .collect(Collectors.joining("+"));
            case Move.Tell(var text) -> text.substring("sys.".length());
            case Move.Alarm(var alarm) -> "alarm " + alarm.name().toLowerCase(Locale.ROOT);
            case Move.GiveUp _ -> "give up";
            case Move.Begin _, Move.Widen _, Move.Miss _, Move.Wait _ -> "";
        };
        var passed = Duration.between(START, now);
        if (!what.isEmpty() && !(what.equals("give up") && story.stream().anyMatch(one -> one.endsWith(what)))) {
            story.add(passed.toMinutes() + ":%02d ".formatted(passed.toSecondsPart()) + what);
        }
    }

    private String alias(UUID person) {
        return people.stream()
                .filter(one -> one.id().equals(person))
                .map(Candidate::alias)
                .findFirst()
                .orElse("?");
    }

    private static Optional<Rank> rank(List<String> words, String duty) {
        return words.contains(duty)
                ? Optional.of(Rank.PRIMARY)
                : words.contains(duty + "2") ? Optional.of(Rank.BACKUP) : Optional.empty();
    }

    private static UUID id(String alias) {
        return UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration time(String time) {
        var parts = time.split(":", -1);
        return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
    }
}
