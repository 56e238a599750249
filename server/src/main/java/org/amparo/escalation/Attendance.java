package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Gender;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Cover;
import org.amparo.rota.Duty;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;

/// Whether anybody is there for those who wait, and when somebody next is (`rulings.md` 6). Being on call for
/// danger does not count, unless the organisation's own policy asks out of hours. Works inside the caller's
/// transaction.
@Singleton
public class Attendance {
    private static final Duration LOOKAHEAD = Duration.ofDays(14);

    private final Schedules schedules;
    private final Responders responders;
    private final Lines lines;
    private final People people;
    private final PoliciesInForce policies;

    Attendance(Schedules schedules, Responders responders, Lines lines, People people, PoliciesInForce policies) {
        this.schedules = schedules;
        this.responders = responders;
        this.lines = lines;
        this.people = people;
        this.policies = policies;
    }

    /// Nobody is on duty, and the policy finds nobody else at this hour.
    public boolean nobody(UUID line, Instant now) {
        return schedules.of(line, now).stream()
                        .filter(Attendance::open)
                        .allMatch(rota -> rota.onDuty(now).isEmpty())
                && !asksOutOfHours(line, now);
    }

    private boolean asksOutOfHours(UUID line, Instant now) {
        var steps = lines.byId(line)
                .map(one -> Policy.frozen(policies.of(one.organisationId())).ladder(Way.OUT_OF_HOURS))
                .map(Ladder::steps)
                .orElse(List.of());
        if (steps.isEmpty()) {
            return false;
        }
        var there = people.roster(line, now).anybody();
        var wish = new Wish(false, false, Optional.empty(), Optional.empty());
        return steps.stream()
                .anyMatch(step -> !Matching.ranked(step, wish, there).isEmpty());
    }

    /// A language in which nobody else who is on can take a talk alone, while they are on duty.
    public Optional<String> onlyThey(UUID line, Responder responder, Instant now) {
        return people.lastFor(line, responder, now);
    }

    /// When the next shift of somebody who speaks that language begins; empty when none is planned.
    public Optional<Instant> next(UUID line, String locale, Instant now) {
        var speakers = responders.of(line).stream()
                .filter(one -> one.answers(line) && one.speaks(locale).isPresent())
                .map(Responder::id)
                .collect(Collectors.toSet());
        return schedules.of(line, now).stream()
                .filter(Attendance::open)
                .flatMap(rota -> rota.next(duty -> speakers.contains(duty.person()), now, now.plus(LOOKAHEAD)).stream())
                .min(Comparator.naturalOrder());
    }

    /// Somebody of that gender who speaks the language is on duty and there.
    public boolean has(UUID line, String locale, Gender gender, Instant now) {
        var on = schedules.of(line, now).stream()
                .filter(Attendance::open)
                .flatMap(rota -> rota.onDuty(now).stream())
                .map(Duty::person)
                .collect(Collectors.toSet());
        return responders.of(line).stream()
                .filter(one -> one.answers(line) && on.contains(one.id()))
                .filter(one -> one.available(now) == Availability.ON || one.available(now) == Availability.BREAK)
                .anyMatch(one -> one.speaks(locale).isPresent() && one.gender().equals(Optional.of(gender)));
    }

    private static boolean open(Rota rota) {
        return rota.schedule().cover() == Cover.OPEN;
    }
}
