package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.KeyListener;

/// A `1` pressed in the call of an alarm acknowledges it; every other key does nothing.
@Singleton
final class AlarmKeys implements KeyListener {
    private final AlarmRows rows;
    private final Alarms alarms;

    AlarmKeys(AlarmRows rows, Alarms alarms) {
        this.rows = rows;
        this.alarms = alarms;
    }

    @Override
    public Optional<String> pressed(UUID row, String origin, char key, Instant now) {
        return key == '1'
                ? rows.called(row)
                        .map(told -> alarms.acknowledge(told.alarm(), told.responder(), now)
                                ? known(told.alarm())
                                : "duty.call-too-late")
                : Optional.empty();
    }

    private String known(UUID alarm) {
        return rows.due(alarm).alarm().kind().ends().spoken();
    }
}
