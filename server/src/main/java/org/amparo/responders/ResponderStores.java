package org.amparo.responders;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// What is kept about the people who answer: employment and 12 months (`domain.md` G.1).
@Singleton
final class ResponderStores implements RetentionStep {
    private final Jdbi jdbi;

    ResponderStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("responder")
                        .keeps(RetentionClass.STAFF, "the alias of a responder", "id", "organisation_id", "alias")
                        .keeps(RetentionClass.STAFF, "gender, if they gave it", "gender")
                        .keeps(
                                RetentionClass.STAFF,
                                "language and zone of alerts, capacity, availability, dates",
                                "alert_locale",
                                "zone",
                                "capacity",
                                "newcomer",
                                "availability",
                                "available_until",
                                "missed",
                                "practises_until",
                                "writing_since",
                                "wrote_at",
                                "created_at",
                                "left_at")
                        .keeps(RetentionClass.STAFF, "countries whose ways they know", "countries"),
                StoredTable.named("responder_line")
                        .keeps(
                                RetentionClass.STAFF,
                                "their role on a line",
                                "responder_id",
                                "line_id",
                                "organisation_id",
                                "role",
                                "interprets",
                                "partner",
                                "director"),
                StoredTable.named("practice_phone")
                        .keeps(
                                RetentionClass.STAFF,
                                "which phone is for practice on a line",
                                "responder_id",
                                "line_id",
                                "organisation_id"),
                StoredTable.named("responder_language")
                        .keeps(
                                RetentionClass.STAFF,
                                "languages and how well they are spoken",
                                "responder_id",
                                "locale",
                                "organisation_id",
                                "grade"),
                StoredTable.named("responder_skill")
                        .keeps(RetentionClass.STAFF, "training", "responder_id", "skill", "organisation_id"),
                StoredTable.named("responder_address")
                        .keeps(
                                RetentionClass.STAFF,
                                "the number of a responder, sealed, and its keyed hash",
                                "id",
                                "responder_id",
                                "organisation_id",
                                "kind",
                                "address_key",
                                "hash_generation",
                                "sealed_address",
                                "calls",
                                "position",
                                "created_at")
                        .keeps(
                                RetentionClass.STAFF,
                                "whether the number answered its code",
                                "sealed_code",
                                "code_sent_at",
                                "code_tries",
                                "verified_at"),
                StoredTable.named("responder_conflict")
                        .keeps(
                                RetentionClass.STAFF,
                                "with whom a responder must not talk, as the staff file says: a keyed hash of the number alone",
                                "responder_id",
                                "organisation_id",
                                "kind",
                                "address_key",
                                "hash_generation",
                                "created_at"),
                StoredTable.named("responder_exclusion")
                        .keeps(
                                RetentionClass.CONTACT,
                                "who must not be given whose talk, by ids",
                                "responder_id",
                                "contact_id",
                                "organisation_id",
                                "created_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(jdbi, "responder", "id", "left_at", times.before(RetentionClass.STAFF, now), atMost);
        return Map.of(RetentionClass.STAFF, gone);
    }
}
