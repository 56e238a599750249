package org.amparo;

import java.time.Duration;
import java.util.Optional;
import org.amparo.backup.Backup;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StartRefused;

/// What people are told of days must hold: texts do not stay longer than `messageDays`, nor backups than
/// `backupDays`.
final class PromisedDays {
    private PromisedDays() {}

    /// @param line its name
    /// @param messageDays the value of the release in force; empty when it has none, for then no text says it
    /// @throws StartRefused when something stays longer than people are told
    static void demand(String line, Optional<String> messageDays, Optional<String> backupDays, RetentionTimes times) {
        var texts = times.of(RetentionClass.TEXT_WITH_CONSENT);
        days(messageDays).filter(told -> told.compareTo(texts) < 0).ifPresent(told -> {
            throw new StartRefused(("content/lines/%s.yml: people are told that their texts stay up to %d days"
                            + " (`messageDays`), and they stay %d: set AMPARO_RETENTION_TEXT_WITH_CONSENT=P%dD, or publish a"
                            + " release with the true number")
                    .formatted(line, told.toDays(), texts.toDays(), told.toDays()));
        });
        days(backupDays).filter(told -> told.compareTo(Backup.KEPT) < 0).ifPresent(told -> {
            throw new StartRefused(("content/lines/%s.yml: people are told that backups are gone in %d days"
                            + " (`backupDays`), and they stay %d: publish a release with the true number")
                    .formatted(line, told.toDays(), Backup.KEPT.toDays()));
        });
    }

    private static Optional<Duration> days(Optional<String> value) {
        return value.filter(text -> text.matches("[0-9]{1,4}")).map(text -> Duration.ofDays(Long.parseLong(text)));
    }
}
