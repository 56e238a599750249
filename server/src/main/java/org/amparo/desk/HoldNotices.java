package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.conversations.LegalHolds;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells the two people of a legal hold that FORGET ended it (`rulings.md` 2), each once, at once, without saying
/// whose talk it was. For who left, or cannot be reached any more, somebody who supervises hears it. Safe on many
/// nodes.
@Singleton
class HoldNotices {
    /// Somebody without a number that answered its code is tried again so often.
    private static final Duration AGAIN = Duration.ofHours(1);

    /// And for so long; then somebody else hears it.
    private static final Duration THEIRS_ALONE = Duration.ofDays(1);

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);

    private final LegalHolds holds;
    private final Responders responders;
    private final Lines lines;
    private final DutyTexts texts;

    HoldNotices(LegalHolds holds, Responders responders, Lines lines, DutyTexts texts) {
        this.holds = holds;
        this.responders = responders;
        this.lines = lines;
        this.texts = texts;
    }

    private record Told(Responder person, Line line) {}

    /// Tells one person.
    ///
    /// @return false when nobody is to be told now
    @Transactional
    public boolean tell(Instant now) {
        var due = holds.dueNotice(now);
        due.ifPresent(notice -> FailedWork.guard(notice.hold(), () -> tell(notice, now)));
        return due.isPresent();
    }

    /// Tells of it a little later and of the others meanwhile, or at once where it gave way.
    @Transactional
    public void later(FailedWork failed, Instant now) {
        holds.tellLater(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE), now);
    }

    private void tell(LegalHolds.Notice notice, Instant now) {
        who(notice, now)
                .ifPresentOrElse(
                        who -> {
                            texts.say(who.line(), who.person(), "hold-erased", Map.of(), now);
                            holds.told(notice);
                        },
                        () -> holds.tellAgain(notice, now.plus(AGAIN)));
    }

    Optional<Instant> nextDue() {
        return holds.nextNotice();
    }

    private Optional<Told> who(LegalHolds.Notice notice, Instant now) {
        var holder = responders.find(notice.person()).filter(person -> mayHear(person, notice, now));
        var people = holder.isPresent() ? holder.stream() : supervisors(notice.organisation());
        return people.filter(person -> responders.text(person.id()).isPresent())
                .flatMap(person -> of(notice.organisation())
                        .filter(line -> person.lines().containsKey(line.id()))
                        .map(line -> new Told(person, line)))
                .findFirst();
    }

    /// They can be texted, or a number of theirs may still answer its code.
    private boolean mayHear(Responder person, LegalHolds.Notice notice, Instant now) {
        return responders.text(person.id()).isPresent()
                || (responders.numbered(person.id())
                        && now.isBefore(notice.since().plus(THEIRS_ALONE)));
    }

    private Stream<Responder> supervisors(UUID organisation) {
        return of(organisation).flatMap(line -> responders.supervisors(line.id()).stream());
    }

    private Stream<Line> of(UUID organisation) {
        return lines.all().stream().filter(line -> line.organisationId().equals(organisation));
    }
}
