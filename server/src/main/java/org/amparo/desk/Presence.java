package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.AlarmFacts;
import org.amparo.alarms.Alarms;
import org.amparo.content.Piece;
import org.amparo.escalation.Attendance;
import org.amparo.escalation.AwayEnds;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.language.Locales;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Absences;

/// Coming and going of somebody who answers, and what they have in hand. Works inside the caller's transaction.
@Singleton
final class Presence {
    private static final Duration BREAK = Duration.ofMinutes(10);
    private static final int SHORTEST = 5;
    private static final int LONGEST = 60;
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,2}) *(?:m|min|minutes)?");

    private final Responders responders;
    private final Holdings holdings;
    private final LineList lineList;
    private final DutyHours hours;
    private final DutyTexts texts;
    private final Alarms alarms;
    private final Handovers handovers;
    private final Attendance attendance;
    private final Absences absences;
    private final ExtraDuty extra;
    private final ShiftNotices notices;

    Presence(
            Responders responders,
            Holdings holdings,
            LineList lineList,
            DutyHours hours,
            DutyTexts texts,
            Alarms alarms,
            Handovers handovers,
            Attendance attendance,
            Absences absences,
            ExtraDuty extra,
            ShiftNotices notices) {
        this.responders = responders;
        this.holdings = holdings;
        this.lineList = lineList;
        this.hours = hours;
        this.texts = texts;
        this.alarms = alarms;
        this.handovers = handovers;
        this.attendance = attendance;
        this.absences = absences;
        this.extra = extra;
        this.notices = notices;
    }

    /// Who is not on duty by the plan is on for some hours besides it, and hears how long.
    void on(DeskText text, Instant now) {
        var person = text.person();
        responders.set(person.id(), Availability.ON, Optional.empty());
        alarms.clear(Alarm.Kind.RESPONDER_AWAY, Optional.of(person.id()), now);
        var until = extra.begin(person, text.line(), now);
        handovers.back(person.id(), now);
        handovers.changed(text.line().id(), now);
        if (until.isPresent()) {
            // The answer says what begins.
            notices.first(text.line(), person, "shift-start", now);
            texts.say(text.line(), person, "on-until", Map.of("until", DutyHours.said(until.get(), person)), now);
        } else {
            say(text, "on", now);
        }
    }

    /// It ends by itself (`domain.md` F.2): when they say, else with their next shift, which the answer says. What
    /// a carrier may have stopped ends by their word alone.
    void off(DeskText text, Said.Off said, Instant now) {
        var person = text.person();
        boolean named = !Marks.trimmed(said.until()).isEmpty();
        if (!named) {
            // First: the shift that follows it is not what they leave.
            extra.end(person, now);
        }
        var until = named ? AwayTime.read(said.until(), person.zone(), now) : absences.off(person, now);
        if (named && until.isEmpty()) {
            say(text, "off-how", now);
            return;
        }
        boolean stopped = person.available(now) == Availability.AWAY
                && person.availableUntil().isEmpty();
        if (!stopped) {
            responders.set(person.id(), Availability.OFF, until);
        }
        if (named
                && until.filter(back ->
                                hours.open(text.line().id(), person.id(), back).isPresent())
                        .isEmpty()) {
            extra.end(person, now);
        }
        handovers.went(text.line().id(), person.id(), now);
        var pieces = new ArrayList<Piece>();
        var held = holdings.of(person.id(), text.line().id(), now);
        pieces.add(
                held.isEmpty()
                        ? Piece.of("duty.off", person.alertLocale())
                        : Piece.of(
                                "duty.off-holding", person.alertLocale(), Map.of("handleList", Holdings.list(held))));
        if (!stopped) {
            pieces.add(AwayEnds.piece(person, until));
        }
        texts.say(text.line(), person, pieces, now);
    }

    /// For some minutes nobody is given to them but in danger from the third minute on; it ends by itself, or by
    /// `#on` (`domain.md` F.10). Who is off or away stays so. The last one on for a language may rest too, and
    /// hears what it means; the supervisor hears of it as after `#off`.
    void pause(DeskText text, Said.Break said, Instant now) {
        var person = text.person();
        var length = minutes(said.minutes());
        if (length.isEmpty()) {
            say(text, "break-how", now);
            return;
        }
        var available = person.available(now);
        if (available != Availability.ON && available != Availability.BREAK) {
            say(text, "off", now);
            return;
        }
        var until = now.plus(length.get());
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of("duty.break", person.alertLocale(), Map.of("until", DutyHours.said(until, person))));
        attendance.onlyThey(text.line().id(), person, now).ifPresent(locale -> pieces.add(nobodyElse(person, locale)));
        responders.set(person.id(), Availability.BREAK, Optional.of(until));
        handovers.changed(text.line().id(), now);
        texts.say(text.line(), person, pieces, now);
    }

    private static Piece nobodyElse(Responder person, String locale) {
        var named = Map.of("language", Locales.name(locale, person.alertLocale()));
        return new Piece("duty.break-last", person.alertLocale(), " ", named);
    }

    /// `15`, `15 min`, in any script; nothing is the usual length.
    private static Optional<Duration> minutes(String typed) {
        var plain = Marks.plain(Marks.trimmed(typed));
        if (plain.isEmpty()) {
            return Optional.of(BREAK);
        }
        var found = MINUTES.matcher(plain);
        return Optional.of(found)
                .filter(Matcher::matches)
                .map(one -> Integer.parseInt(one.group(1)))
                .filter(minutes -> minutes >= SHORTEST && minutes <= LONGEST)
                .map(Duration::ofMinutes);
    }

    /// A carrier may have stopped our texts to them: they are away, and the supervisor knows (`rulings.md` 3).
    void stop(DeskText text, Instant now) {
        var person = text.person();
        responders.set(person.id(), Availability.AWAY, Optional.empty());
        handovers.went(text.line().id(), person.id(), now);
        say(text, "stop-away", now);
        var facts = AlarmFacts.NONE.responder(person.id());
        alarms.raise(
                Alarm.Kind.RESPONDER_AWAY,
                text.line().organisationId(),
                Optional.of(text.line().id()),
                Optional.of(person.id()),
                hours.until(text.line().id(), person.id(), now)
                        .map(facts::until)
                        .orElse(facts),
                now);
    }

    void start(DeskText text, Instant now) {
        boolean on = text.person().available(now) == Availability.ON;
        say(text, on ? "on" : "started", now);
    }

    /// Whoever supervises reads the whole line.
    void list(DeskText text, Instant now) {
        var person = text.person();
        if (person.supervises(text.line().id())) {
            lineList.tell(text, now);
            return;
        }
        var held = holdings.of(person.id(), text.line().id(), now);
        var until = hours.open(text.line().id(), person.id(), now);
        if (!held.isEmpty()) {
            texts.say(text.line(), person, "list", Map.of("handleList", Holdings.list(held)), now);
        } else if (until.isPresent()) {
            var said = DutyHours.said(until.get(), person);
            texts.say(text.line(), person, "list-empty", Map.of("until", said), now);
        } else {
            var pieces = new ArrayList<>(List.of(Piece.of("duty.list-nothing", person.alertLocale())));
            hours.onCall(text.line().id(), person, " ", now).ifPresent(pieces::add);
            texts.say(text.line(), person, pieces, now);
        }
    }

    /// All commands; a supervisor reads their own, and while they hold a talk those of a talk too.
    void help(DeskText text, Instant now) {
        boolean supervisor = text.person().supervises(text.line().id());
        if (supervisor) {
            texts.say(text.line(), text.person(), "help-supervisor", Map.of("handle", "B3"), now);
        }
        if (!supervisor
                || !holdings.of(text.person().id(), text.line().id(), now).isEmpty()) {
            say(text, "help", now);
        }
    }

    private void say(DeskText text, String what, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of(), now);
    }
}
