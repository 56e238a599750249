package org.amparo.delivery;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredCopy;
import org.amparo.platform.StoredTable;

/// How long the jobs that delete the carrier's copies are kept, receipts included.
@Singleton
final class CopyRetention implements RetentionStep {
    private final Copies copies;

    CopyRetention(Copies copies) {
        this.copies = copies;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("carrier_copy")
                        .keeps(
                                RetentionClass.CARRIER_DELETION,
                                "the carrier's id of a message or a call, when its copy there is to go and when it went; until"
                                        + " then whose it is, as an id",
                                "carrier_id",
                                "organisation_id",
                                "line_id",
                                "kind",
                                "contact_id",
                                "media",
                                "attempts",
                                "carrier_code",
                                "due_at",
                                "created_at",
                                "gone_at",
                                "receipt"),
                StoredTable.named("carrier_round")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "up to when a line's list at the carrier was looked through",
                                "line_id",
                                "organisation_id",
                                "purpose",
                                "due_at",
                                "done_up_to"));
    }

    @Override
    public List<StoredCopy> copies() {
        return List.of(new StoredCopy(
                "The carrier",
                "texts, records of calls, and the numbers of both, as the carrier handles them",
                Optional.empty(),
                "its copies are deleted as soon as a text is final or a call over, and checked each day; phone companies keep what the"
                        + " law asks of them, and people are told so"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = copies.expire(times.before(RetentionClass.CARRIER_DELETION, now), atMost);
        return gone == 0 ? Map.of() : Map.of(RetentionClass.CARRIER_DELETION, gone);
    }
}
