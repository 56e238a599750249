package org.amparo.backup;

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

/// Declares the copies of the database; each `backup` itself deletes those that are too old.
@Singleton
final class BackupRetention implements RetentionStep {
    @Override
    public List<StoredTable> stores() {
        return List.of();
    }

    @Override
    public List<StoredCopy> copies() {
        return List.of(
                new StoredCopy(
                        "Backups, the database's own log (WAL), replicas",
                        "everything above, as it was",
                        Optional.empty(),
                        "as long as the deployment keeps them: `{backupDays}`, " + Backup.KEPT.toDays()
                                + " days at most. Destroyed keys are in none of them for longer than a day: the keys"
                                + " are backed up apart, in one generation that is replaced after each erasure"),
                new StoredCopy(
                        "The ledger beside the backups",
                        "who stopped, by keyed hashes, and which contacts are unsafe, by ids",
                        Optional.empty(),
                        "one generation, replaced a minute after each change and after each erasure"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
