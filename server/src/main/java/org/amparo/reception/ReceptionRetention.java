package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredCopy;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// Lets go of where people stood in the menu, and of claims. Texts that wait to be handled go by themselves: each
/// try looks how old they are.
@Singleton
final class ReceptionRetention implements RetentionStep {
    private final Jdbi jdbi;

    ReceptionRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("inbound_claim")
                        .keeps(
                                RetentionClass.CLAIM,
                                "a keyed hash of the carrier's id of a text, and when it came",
                                "claim_key",
                                "claimed_at"),
                StoredTable.named("dialogue")
                        .keeps(
                                RetentionClass.SESSION,
                                "where somebody is in the menu, which question is open; never a word that was texted",
                                "contact_id",
                                "line_id",
                                "organisation_id",
                                "position",
                                "changed_at"),
                StoredTable.named("unhandled")
                        .keeps(
                                RetentionClass.UNHANDLED,
                                "a text our own program failed on, sealed under the key of its day, and a keyed hash"
                                        + " of the number it came from",
                                "id",
                                "address_key",
                                "claimed",
                                "organisation_id",
                                "line_id",
                                "key_owner",
                                "sealed",
                                "attempts",
                                "due_at",
                                "received_at"),
                StoredTable.named("waiting_part")
                        .keeps(
                                RetentionClass.UNHANDLED,
                                "the first part of a long text, sealed, for the seconds until the next part comes",
                                "id",
                                "organisation_id",
                                "line_id",
                                "contact_id",
                                "key_owner",
                                "sealed",
                                "due_at",
                                "received_at"));
    }

    @Override
    public List<StoredCopy> copies() {
        return List.of(new StoredCopy(
                "Journal, a file beside the program",
                "texts that came while the database was away, sealed",
                Optional.of(RetentionClass.UNHANDLED),
                "until handled"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int sessions = OldRows.delete(
                jdbi,
                "dialogue",
                "contact_id, line_id",
                "changed_at",
                times.before(RetentionClass.SESSION, now),
                atMost);
        int claims = OldRows.delete(
                jdbi, "inbound_claim", "claim_key", "claimed_at", times.before(RetentionClass.CLAIM, now), atMost);
        return Map.of(RetentionClass.SESSION, sessions, RetentionClass.CLAIM, claims);
    }

    @Override
    public int passedOver(RetentionTimes times, Instant now) {
        return OldRows.count(jdbi, "dialogue", "changed_at", times.before(RetentionClass.SESSION, now));
    }
}
