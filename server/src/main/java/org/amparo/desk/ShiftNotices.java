package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.DutyOverride;
import org.jdbi.v3.core.Jdbi;

/// Tells people that their time on duty begins, is about to end while they hold talks, is over (`domain.md` F.2),
/// and that somebody else is on instead of them, each once, in their language and zone. Whoever goes on in another
/// schedule of the line goes on without a word, unless what they are asked for changes: whose open time goes over
/// into being on call, or back, hears one text of what begins, and before it, where nothing is left with them,
/// that their open time is over. Safe on many nodes.
@Singleton
class ShiftNotices implements RetentionStep {
    /// How long before its end somebody with talks in hand is told.
    private static final Duration BEFORE_END = Duration.ofMinutes(15);

    /// What is later than that would only confuse.
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(2);

    private final Jdbi jdbi;
    private final Lines lines;
    private final DutyHours hours;
    private final Responders responders;
    private final Holdings holdings;
    private final DutyTexts texts;

    ShiftNotices(Jdbi jdbi, Lines lines, DutyHours hours, Responders responders, Holdings holdings, DutyTexts texts) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.hours = hours;
        this.responders = responders;
        this.holdings = holdings;
        this.texts = texts;
    }

    /// Says what falls between two moments, the first excluded, and is not late.
    @Transactional
    void say(Instant after, Instant now) {
        var from = after.isBefore(now.minus(LATE)) ? now.minus(LATE) : after;
        lines.all().forEach(line -> say(line, from, now));
    }

    private void say(Line line, Instant after, Instant now) {
        // A little wider than what is asked about, so that a true beginning or end is not one that was cut.
        var start = after.minusSeconds(1);
        var end = now.plus(BEFORE_END).plusSeconds(1);
        hours.replaced(line.id(), now).stream()
                .filter(one -> one.from().isAfter(now.minus(LATE)))
                .forEach(one -> changesOver(line, one, now));
        hours.covers(line.id(), start, end)
                .forEach((id, times) -> responders
                        .find(id)
                        .filter(person -> person.available(now) == Availability.ON)
                        .ifPresent(person -> times.changes(start, end).forEach(change -> {
                            if (within(change.at(), after, now)) {
                                changed(line, person, change, now);
                            } else if (change.leaves() && within(change.at().minus(BEFORE_END), after, now)) {
                                endsSoon(line, person, change.at(), now);
                            }
                        })));
    }

    private void changed(Line line, Responder person, CoverTimes.Change change, Instant now) {
        if (change.to().isPresent()) {
            begins(line, person, change, now);
        } else {
            ended(line, person, change.at(), now);
        }
    }

    /// As soon as it is known, so that nobody gets up for it.
    private void changesOver(Line line, DutyOverride.Replace change, Instant now) {
        responders
                .find(change.person())
                .ifPresent(person -> responders
                        .find(change.by())
                        .filter(_ -> first(line, person, "change-over", change.from()))
                        .ifPresent(by -> texts.say(
                                line,
                                person,
                                "change-over",
                                Map.of("until", DutyHours.said(change.from(), person), "newAlias", by.alias()),
                                now)));
    }

    private void begins(Line line, Responder person, CoverTimes.Change change, Instant now) {
        var at = change.at();
        boolean over =
                change.leaves() && holdings.of(person.id(), line.id(), now).isEmpty();
        var said = new ArrayList<Piece>();
        if (over) {
            said.add(Piece.of("duty.shift-end", person.alertLocale()));
            hours.onCall(line.id(), person, " ", at).ifPresent(said::add);
        } else {
            hours.begins(line.id(), person, "shift-start", at).ifPresent(said::add);
        }
        if (!said.isEmpty() && first(line, person, "shift-start", at)) {
            texts.say(line, person, said, now);
        }
    }

    private void endsSoon(Line line, Responder person, Instant at, Instant now) {
        var held = holdings.of(person.id(), line.id(), now);
        if (!held.isEmpty() && first(line, person, "shift-ending", at)) {
            var minutes = Long.toString(Math.max(1, Duration.between(now, at).toMinutes()));
            texts.say(line, person, "shift-ending", Map.of("minutes", minutes, "handleList", Holdings.list(held)), now);
        }
    }

    private void ended(Line line, Responder person, Instant at, Instant now) {
        if (holdings.of(person.id(), line.id(), now).isEmpty() && first(line, person, "shift-end", at)) {
            texts.say(line, person, "shift-end", Map.of(), now);
        }
    }

    /// Nobody said it yet, on any node.
    boolean first(Line line, Responder person, String kind, Instant shift) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO shift_notice (responder_id, line_id, organisation_id, kind, shift_at)
                        VALUES (:responder, :line, :organisation, :kind, :shift)
                        ON CONFLICT ON CONSTRAINT shift_notice_once DO NOTHING
                        """)
                        .bind("responder", person.id())
                        .bind("line", line.id())
                        .bind("organisation", line.organisationId())
                        .bind("kind", kind)
                        .bind("shift", shift)
                        .execute()
                > 0);
    }

    private static boolean within(Instant at, Instant after, Instant now) {
        return at.isAfter(after) && !at.isAfter(now);
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("shift_notice")
                .keeps(
                        RetentionClass.RUN,
                        "which responder was told of which shift",
                        "responder_id",
                        "line_id",
                        "organisation_id",
                        "kind",
                        "shift_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(
                jdbi, "shift_notice", "responder_id, line_id, kind, shift_at", "shift_at", now.minus(KEPT), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
