package org.amparo.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Precedence;
import org.amparo.conversations.Talk;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;

/// A run as it is stored, locked together with its contact's row.
///
/// @param talk its conversation; empty once that was erased
/// @param test its conversation is practice
/// @param waitingSince since when its contact waits, whichever ladder it climbs
/// @param passedOver who must not be asked again
/// @param heldBy who holds the conversation
/// @param unansweredSince since when the holder has owed an answer
/// @param unreached the contact's words do not reach the holder's phone
/// @param offAt when the holder of a talk in danger goes off duty; empty for who was not on duty when they took it
record RunRow(
        UUID id,
        UUID organisation,
        UUID line,
        UUID conversation,
        Status status,
        String policy,
        Run run,
        List<UUID> passedOver,
        Optional<UUID> heldBy,
        Optional<Instant> unansweredSince,
        boolean nudged,
        boolean unreached,
        Optional<Instant> offAt,
        Instant waitingSince,
        Optional<Talk> talk,
        boolean test) {
    /// For a message that was left nobody need be found within minutes: the longest wait becomes an hour.
    private static final int LEFT_MESSAGE = 6;

    RunRow {
        passedOver = List.copyOf(passedOver);
    }

    /// Without its talk, which is another room's.
    ///
    /// @param asked who was asked in each run
    static RunRow of(ResultSet row, Map<UUID, List<Run.Asked>> asked) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var conversation = row.getObject("conversation_id", UUID.class);
        var wish = new Wish(
                row.getBoolean("danger"),
                row.getBoolean("child"),
                Optional.ofNullable(row.getString("gender")).map(word -> Gender.valueOf(word.toUpperCase(Locale.ROOT))),
                row.getBoolean("gender_only"),
                Optional.ofNullable(row.getString("skill")).map(word -> Skill.valueOf(word.toUpperCase(Locale.ROOT))));
        var run = new Run(
                wish,
                Optional.ofNullable(row.getString("way")).map(Way::of),
                row.getTimestamp("began_at").toInstant(),
                row.getInt("opened"),
                row.getInt("marked"),
                asked.getOrDefault(id, List.of()));
        return new RunRow(
                id,
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                conversation,
                RunRow.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("policy"),
                run,
                Arrays.asList((UUID[]) row.getArray("passed_over").getArray()),
                Optional.ofNullable(row.getObject("held_by", UUID.class)),
                Optional.ofNullable(row.getTimestamp("unanswered_since")).map(Timestamp::toInstant),
                row.getBoolean("nudged"),
                row.getTimestamp("unreached_since") != null,
                Optional.ofNullable(row.getTimestamp("off_at")).map(Timestamp::toInstant),
                row.getTimestamp("waiting_since").toInstant(),
                Optional.empty(),
                row.getBoolean("test"));
    }

    RunRow with(Optional<Talk> found) {
        return with(run, found);
    }

    /// The same as it stands after some moves that are not stored yet.
    RunRow at(Run moved) {
        return with(moved, talk);
    }

    private RunRow with(Run itsRun, Optional<Talk> itsTalk) {
        return new RunRow(
                id,
                organisation,
                line,
                conversation,
                status,
                policy,
                itsRun,
                passedOver,
                heldBy,
                unansweredSince,
                nudged,
                unreached,
                offAt,
                waitingSince,
                itsTalk,
                test);
    }

    /// Its place among those who wait on its line.
    Precedence precedence() {
        boolean left = talk.filter(Talk::leftMessage).isPresent();
        return new Precedence(run.wish().danger(), run.wish().child(), left, waitingSince, conversation);
    }

    enum Status {
        /// Somebody is looked for.
        RUNNING,
        /// Somebody holds the conversation and is watched.
        HELD,
        /// The contact erased it during danger: a supervisor must know.
        ERASED,
        ENDED
    }

    /// The policy frozen into it; slower for a message that was left.
    EscalationPolicy frozen() {
        var frozen = Policy.frozen(policy);
        boolean left = talk.filter(Talk::leftMessage).isPresent();
        return new EscalationPolicy(left ? frozen.slower(LEFT_MESSAGE) : frozen);
    }
}
