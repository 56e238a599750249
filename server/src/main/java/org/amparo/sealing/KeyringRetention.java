package org.amparo.sealing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;

/// Data keys have no time of their own: whoever removes what a key sealed destroys it in the same transaction.
@Singleton
final class KeyringRetention implements RetentionStep {
    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("master_key")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "which master keys there are, by number and check value, never a key",
                                "kind",
                                "key_id",
                                "check_value",
                                "added_at",
                                "in_use_since"),
                StoredTable.named("keyring.backup_place")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "where the keyring was copied to, and when",
                                "only_row",
                                "folder",
                                "taken_at",
                                "ledger_at"),
                StoredTable.named("keyring.ledger_changed")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "that somebody stopped or was unsafe since the ledger was copied, not who",
                                "mark",
                                "noted"),
                StoredTable.named("keyring.destroyed")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "that keys were destroyed since the keyring was copied, not which",
                                "mark",
                                "noted"),
                StoredTable.named("keyring.data_key")
                        .keeps(
                                RetentionClass.DATA_KEY,
                                "the key of one contact, conversation or day, wrapped by the key set that lies outside the database",
                                "owner_id",
                                "wrapped",
                                "created_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
