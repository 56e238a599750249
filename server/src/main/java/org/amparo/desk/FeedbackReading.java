package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.delivery.Words;
import org.amparo.escalation.DutyTexts;
import org.amparo.feedback.Feedback;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells a supervisor, without content, that somebody wrote about the service, and shows the words to the one who
/// asks with `#feedback`: the oldest first, one at a time. Nobody else sees them, least of all whom they are about.
@Singleton
class FeedbackReading {
    /// Told again no sooner, however many come.
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final int SEGMENTS = 10;

    private final Feedback feedback;
    private final Responders responders;
    private final Lines lines;
    private final DutyTexts texts;
    private final Outbox outbox;

    FeedbackReading(Feedback feedback, Responders responders, Lines lines, DutyTexts texts, Outbox outbox) {
        this.feedback = feedback;
        this.responders = responders;
        this.lines = lines;
        this.texts = texts;
        this.outbox = outbox;
    }

    /// What a supervisor asks with `#feedback`; from anybody else it is no command. Works inside the caller's
    /// transaction.
    void read(DeskText text, Instant now) {
        var person = text.person();
        var line = text.line();
        if (!person.supervises(line.id())) {
            texts.say(line, person, "unknown-command", Map.of(), now);
            return;
        }
        var opened = feedback.open(line.organisationId(), line.id(), person.id(), now);
        if (opened.isEmpty()) {
            texts.say(line, person, "feedback-none", Map.of(), now);
            return;
        }
        for (var part : Segments.split(opened.get().words(), SEGMENTS)) {
            carry(
                    line,
                    person,
                    new Words(opened.get().id(), "relay.feedback", opened.get().locale(), part),
                    now);
        }
        if (opened.get().left() > 0) {
            texts.say(
                    line,
                    person,
                    "feedback-more",
                    Map.of("count", Integer.toString(opened.get().left())),
                    now);
        }
    }

    private void carry(Line line, Responder person, Words words, Instant now) {
        responders
                .text(person.id())
                .ifPresent(reach -> outbox.queue(
                        Outgoing.toResponder(
                                line.organisationId(),
                                line.id(),
                                person.id(),
                                reach.address(),
                                "desk:" + person.id(),
                                words),
                        now));
    }

    /// Tells of what came on one line, in the line's hours: it can wait until the morning.
    ///
    /// @return false when nobody is to be told of anything now
    @Transactional
    public boolean tell(Instant now) {
        for (var line : lines.all()) {
            if (due(line, now).filter(at -> !at.isAfter(now)).isPresent() && tell(line, now)) {
                return true;
            }
        }
        return false;
    }

    /// When the next one is to be told.
    Optional<Instant> nextDue(Instant now) {
        return lines.all().stream().flatMap(line -> due(line, now).stream()).min(Comparator.naturalOrder());
    }

    private Optional<Instant> due(Line line, Instant now) {
        var waiting = feedback.waiting(line.id());
        if (waiting.untold() == 0 || supervisors(line).isEmpty()) {
            return Optional.empty();
        }
        var from = waiting.toldAt()
                .map(AGAIN::addTo)
                .map(Instant::from)
                .filter(now::isBefore)
                .orElse(now);
        return line.hours().open(from, line.zone())
                ? Optional.of(from)
                : line.hours().nextOpen(from, line.zone()).map(java.time.ZonedDateTime::toInstant);
    }

    private boolean tell(Line line, Instant now) {
        int unread = feedback.waiting(line.id()).unread();
        if (!feedback.told(line.id(), now)) {
            return false;
        }
        supervisors(line).stream()
                .findFirst()
                .ifPresent(
                        person -> texts.say(line, person, "feedback", Map.of("count", Integer.toString(unread)), now));
        return true;
    }

    /// Who can be told, whoever is on first.
    private List<Responder> supervisors(Line line) {
        return responders.supervisors(line.id()).stream()
                .filter(person -> responders.text(person.id()).isPresent())
                .sorted(Comparator.comparing(person -> person.availability() != Availability.ON))
                .toList();
    }
}
