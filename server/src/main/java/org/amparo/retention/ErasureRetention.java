package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.platform.ContactNeed;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// An erasure ends by being done, and until then the contact stays, for the answer has to reach somebody.
@Singleton
final class ErasureRetention implements RetentionStep, ContactNeed {
    private final Jdbi jdbi;

    ErasureRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("erasure")
                        .keeps(
                                RetentionClass.ERASURE,
                                "who asked to be erased, by an id, and when",
                                "contact_id",
                                "organisation_id",
                                "requested_at",
                                "tried_at"),
                StoredTable.named("retention_run")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "how far the hourly run is, and how much it removed",
                                "only_row",
                                "due_at",
                                "begun_at",
                                "step",
                                "failures",
                                "counts",
                                "done_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }

    @Override
    public Map<UUID, Instant> needed(Collection<UUID> contacts, RetentionTimes times, Instant now) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "SELECT contact_id FROM erasure WHERE contact_id = ANY (:contacts)")
                        .bindArray("contacts", UUID.class, contacts.toArray())
                        .mapTo(UUID.class)
                        .list())
                .stream()
                .collect(Collectors.toMap(Function.identity(), _ -> now.plus(times.pace())));
    }
}
