package org.amparo.alarms;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.platform.Wakeups;

/// Raises alarms, ends them, and takes the word of whoever acts. Joins the caller's transaction: what is raised is
/// told once that commits. Safe for many threads and nodes.
@Singleton
public class Alarms {
    static final String POLLER = "alarms";

    private final AlarmRows rows;
    private final Telling telling;
    private final Audience audience;
    private final Audit audit;
    private final Wakeups wakeups;
    private final InstantSource time;

    Alarms(AlarmRows rows, Telling telling, Audience audience, Audit audit, Wakeups wakeups, InstantSource time) {
        this.rows = rows;
        this.telling = telling;
        this.audience = audience;
        this.audit = audit;
        this.wakeups = wakeups;
        this.time = time;
    }

    /// The same without facts, for kinds that say none.
    @Transactional
    public void raise(Alarm.Kind kind, UUID organisation, Optional<UUID> line, Optional<UUID> subject, Instant now) {
        raise(kind, organisation, line, subject, AlarmFacts.NONE, now);
    }

    /// Tells the supervisors at once, and again until somebody acts. While one of the same kind, line and subject
    /// stands, acknowledged or not, this only brings its facts up to date.
    @Transactional
    public void raise(
            Alarm.Kind kind,
            UUID organisation,
            Optional<UUID> line,
            Optional<UUID> subject,
            AlarmFacts facts,
            Instant now) {
        if (rows.insert(kind, organisation, line, subject, facts, now)) {
            wakeups.tell(POLLER);
        } else {
            rows.update(kind, organisation, line, subject, facts, now);
        }
    }

    /// One more person needs what one that stands rings for: whoever acts was told of the others alone, so it rings
    /// again at once.
    @Transactional
    public void oneMore(Alarm.Kind kind, Optional<UUID> subject, Instant now) {
        rows.standing(kind, subject).stream()
                .filter(alarm -> alarm.acknowledgedBy().isPresent())
                .forEach(alarm -> {
                    rows.ringAgain(alarm, now);
                    wakeups.tell(POLLER);
                });
    }

    /// It is over: nobody is told of it any more.
    @Transactional
    public void clear(Alarm.Kind kind, Optional<UUID> subject, Instant now) {
        for (var alarm : rows.standing(kind, subject)) {
            rows.end(alarm, now);
            telling.over(alarm, now);
        }
    }

    /// Somebody acts: it falls silent, and everybody who was told hears who acts (`duty.alarm-known`). A second
    /// one changes nothing. Danger that nobody has taken rings again ten minutes later.
    ///
    /// @param by a supervisor or an account
    /// @return false when it was over, somebody else was quicker, or they must not hear of it
    @Transactional
    public boolean acknowledge(UUID alarm, UUID by, Instant now) {
        var found = rows.lock(alarm);
        if (found.isEmpty() || found.get().acknowledgedBy().isPresent() || audience.passesBy(found.get(), by, now)) {
            return false;
        }
        int round = rows.due(alarm).round();
        rows.acknowledge(found.get(), by, now);
        audit.act(Act.by(by, found.get().organisation(), Act.Kind.ALARM_ACKNOWLEDGED, alarm, now));
        telling.known(found.get(), by, round, now);
        return true;
    }

    /// The alarm a bare `1` of that person answers: the newest one they were told of that nobody acts on yet.
    @Transactional
    public Optional<Alarm> open(UUID supervisor) {
        var now = time.instant();
        return rows.with(supervisor).stream()
                .filter(alarm -> alarm.acknowledgedBy().isEmpty())
                .filter(alarm -> !audience.passesBy(alarm, supervisor, now))
                .findFirst();
    }

    /// What that person was told of and either nobody acts on yet, or they do: the last told first. Left out is
    /// what they must not hear of any more.
    @Transactional
    public List<Alarm> with(UUID supervisor) {
        var now = time.instant();
        return rows.with(supervisor).stream()
                .filter(alarm -> !audience.passesBy(alarm, supervisor, now))
                .toList();
    }

    /// One that stands, acknowledged or not.
    @Transactional
    public Optional<Alarm> standing(Alarm.Kind kind, Optional<UUID> subject) {
        return rows.standing(kind, subject).stream().findFirst();
    }

    /// Whether somebody has taken note of such an alarm, which may be over since: an erasure during danger ends so.
    @Transactional
    public boolean known(Alarm.Kind kind, UUID subject) {
        return rows.known(kind, subject);
    }

    /// All that stand, the most urgent and oldest first.
    @Transactional
    public List<Alarm> standing(UUID organisation) {
        return rows.standing(organisation);
    }
}
