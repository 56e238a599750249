package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.AgreedNumbers;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Purpose;
import org.amparo.contacts.RevealedNumber;
import org.amparo.conversations.Talk;
import org.amparo.platform.Ids;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// A number that a contact let a partner have is shown to a person: once, at the command line, after whoever asked
/// the contact and a supervisor each said so from their own phone. Every step is on the trail, by ids; the number
/// is in no row. Each public method is one transaction, or part of the caller's.
@Singleton
public class Reveals implements RetentionStep {
    /// How long a second person may take, and then whoever sits at the server.
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Jdbi jdbi;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();

    Reveals(Jdbi jdbi, Audit audit) {
        this.jdbi = jdbi;
        this.audit = audit;
    }

    /// For a command, beside the running program. Joins the transaction of its `jdbi`.
    public static Reveals of(Jdbi jdbi, Audit audit) {
        return new Reveals(jdbi, audit);
    }

    /// One that waits for a second person.
    record Waiting(UUID id, UUID conversation, UUID consent, UUID askedBy) {}

    /// What becomes of it at the command line.
    public sealed interface Answer {
        /// It is on the trail; the number may be printed once that is committed.
        record Shown(RevealedNumber number) implements Answer {}

        /// Nothing is shown, and nothing was changed.
        enum Refused implements Answer {
            UNKNOWN,
            SHOWN_ALREADY,
            OVER,
            NOT_CONFIRMED,
            GIVEN_ALREADY,
            SILENT,
            ONE_ADULT,
            BARRED,
            NO_YES
        }
    }

    /// Whoever asked the contact wants it. An earlier wish that rests on the same yes ends, agreed to or not.
    ///
    /// @return the six digits it is called by
    @Transactional
    String ask(Talk talk, ConsentGiven<Purpose.Referral> given, UUID by, Instant now) {
        var code = "%06d".formatted(random.nextInt(1_000_000));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE reveal SET until_at = :now
                         WHERE consent_id = :consent AND shown_at IS NULL AND until_at > :now
                        """)
                .bind("now", now)
                .bind("consent", given.id())
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO reveal (id, organisation_id, line_id, conversation_id, consent_id, code, asked_by,
                               asked_at, until_at)
                        VALUES (:id, :organisation, :line, :conversation, :consent, :code, :by, :now, :until)
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", talk.organisation())
                .bind("line", talk.line())
                .bind("conversation", talk.id())
                .bind("consent", given.id())
                .bind("code", code)
                .bind("by", by)
                .bind("now", now)
                .bind("until", now.plus(PATIENCE))
                .execute());
        audit.act(Act.by(by, talk.organisation(), Act.Kind.REVEAL_ASKED, talk.id(), now));
        return code;
    }

    /// The number was shown under this yes: once is once.
    boolean shown(UUID consent, Instant now) {
        return exists("shown_at <= :now", consent, now);
    }

    /// It may still be shown under this yes.
    boolean awaited(UUID consent, Instant now) {
        return exists("shown_at IS NULL AND until_at > :now", consent, now);
    }

    private boolean exists(String which, UUID consent, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM reveal WHERE consent_id = :consent AND " + which + ")")
                .bind("consent", consent)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }

    /// What waits on that line under that code.
    Optional<Waiting> waiting(UUID line, String code, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, conversation_id, consent_id, asked_by FROM reveal
                         WHERE line_id = :line AND code = :code AND confirmed_at IS NULL AND until_at > :now
                         ORDER BY asked_at DESC LIMIT 1
                        """)
                .bind("line", line)
                .bind("code", code)
                .bind("now", now)
                .map((row, _) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("consent_id", UUID.class),
                        row.getObject("asked_by", UUID.class)))
                .findOne());
    }

    /// A second person agrees.
    @Transactional
    void confirm(Waiting waiting, Talk talk, UUID by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE reveal SET confirmed_by = :by, confirmed_at = :now, until_at = :until
                         WHERE id = :id AND confirmed_at IS NULL
                        """)
                .bind("by", by)
                .bind("now", now)
                .bind("until", now.plus(PATIENCE))
                .bind("id", waiting.id())
                .execute());
        audit.act(Act.by(by, talk.organisation(), Act.Kind.REVEAL_CONFIRMED, talk.id(), now));
    }

    /// Who sits at the server asks for it; all is looked at once more, and FORGET, STOP and a yes taken back win.
    @Transactional
    public Answer show(String code, AgreedNumbers numbers, Instant now) {
        lockContact(code);
        var found = find(code);
        var refused = found.map(one -> refused(one, now)).orElse(Optional.of(Answer.Refused.UNKNOWN));
        if (refused.isPresent()) {
            return refused.get();
        }
        var one = found.orElseThrow();
        if (RevealBars.any(jdbi, one.id())) {
            return Answer.Refused.BARRED;
        }
        var number = numbers.number(one.consent(), now);
        if (number.isEmpty()) {
            return Answer.Refused.NO_YES;
        }
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE reveal SET shown_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", one.id())
                .execute());
        // Who sat there nobody can prove: the row names both who let it be shown.
        audit.act(new Act(
                one.organisation(), Optional.empty(), Act.Kind.NUMBER_REVEALED, Optional.of(one.id()), Map.of(), now));
        return new Answer.Shown(number.get());
    }

    private record Found(
            UUID id,
            UUID organisation,
            UUID consent,
            Instant until,
            boolean confirmed,
            boolean shown,
            boolean given,
            boolean silent,
            boolean oneAdult) {}

    private static Optional<Answer> refused(Found one, Instant now) {
        if (one.shown()) {
            return Optional.of(Answer.Refused.SHOWN_ALREADY);
        }
        if (one.given()) {
            return Optional.of(Answer.Refused.GIVEN_ALREADY);
        }
        if (!one.until().isAfter(now)) {
            return Optional.of(Answer.Refused.OVER);
        }
        if (!one.confirmed()) {
            return Optional.of(Answer.Refused.NOT_CONFIRMED);
        }
        if (one.silent()) {
            return Optional.of(Answer.Refused.SILENT);
        }
        return one.oneAdult() ? Optional.of(Answer.Refused.ONE_ADULT) : Optional.empty();
    }

    private void lockContact(String code) {
        jdbi.useHandle(handle ->
                handle.createQuery("""
                        SELECT k.id FROM reveal r JOIN consent c ON c.id = r.consent_id JOIN contact k ON k.id = c.contact_id
                         WHERE r.code = :code ORDER BY r.asked_at DESC LIMIT 1 FOR UPDATE OF k
                        """).bind("code", code).mapTo(UUID.class).findOne());
    }

    /// Nothing of whoever asked to be erased.
    private Optional<Found> find(String code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.*, c.used_at IS NOT NULL AS given,
                               EXISTS (SELECT FROM reveal o
                                        WHERE o.consent_id = r.consent_id AND o.shown_at IS NOT NULL) AS shown,
                               EXISTS (SELECT FROM sending_state s
                                        WHERE s.contact_id = c.contact_id AND s.line_id = r.line_id
                                          AND (s.stopped_since IS NOT NULL OR s.unsafe_since IS NOT NULL OR s.safe = 'no')
                                      ) AS silent,
                               (v.child_possible OR k.child_possible) AND NOT v.test
                               AND NOT EXISTS (SELECT FROM second_yes y
                                                WHERE y.conversation_id = v.id AND y.partner_id = c.partner_id
                                                  AND y.answer = 'yes' AND y.ended_at <= c.answered_at) AS one_adult
                          FROM reveal r
                          JOIN consent c ON c.id = r.consent_id
                          JOIN conversation v ON v.id = r.conversation_id
                          JOIN contact k ON k.id = c.contact_id
                         WHERE r.code = :code AND NOT EXISTS (SELECT FROM erasure e WHERE e.contact_id = k.id)
                         ORDER BY r.asked_at DESC LIMIT 1
                        """)
                .bind("code", code)
                .map((row, _) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getObject("organisation_id", UUID.class),
                        row.getObject("consent_id", UUID.class),
                        row.getTimestamp("until_at").toInstant(),
                        row.getTimestamp("confirmed_at") != null,
                        row.getBoolean("shown"),
                        row.getBoolean("given"),
                        row.getBoolean("silent"),
                        row.getBoolean("one_adult")))
                .findOne());
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("reveal")
                .keeps(
                        RetentionClass.RUN,
                        "that two people wanted the number of an agreed referral shown once: ids, times; never the number",
                        "id",
                        "organisation_id",
                        "line_id",
                        "conversation_id",
                        "consent_id",
                        "code",
                        "asked_by",
                        "asked_at",
                        "until_at",
                        "confirmed_by",
                        "confirmed_at",
                        "shown_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(jdbi, "reveal", "id", "asked_at", times.before(RetentionClass.RUN, now), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
