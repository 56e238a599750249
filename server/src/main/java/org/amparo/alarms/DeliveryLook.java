package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.delivery.Queues;
import org.amparo.lines.Lines;

/// Do the texts of each line arrive? Only of enough of them, lately, can anything be said.
@Singleton
final class DeliveryLook implements Look {
    private static final Duration LATELY = Duration.ofMinutes(15);
    private static final int ENOUGH = 20;
    /// One in so many that fails is too many.
    private static final int ONE_IN = 4;

    private final Queues queues;
    private final Alarms alarms;
    private final Lines lines;

    DeliveryLook(Queues queues, Alarms alarms, Lines lines) {
        this.queues = queues;
        this.alarms = alarms;
        this.lines = lines;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        var finals = queues.finals(now.minus(LATELY));
        for (var line : lines.all()) {
            var of = Optional.ofNullable(finals.get(line.id()));
            if (of.filter(DeliveryLook::failing).isPresent()) {
                alarms.raise(
                        Alarm.Kind.DELIVERY_FAILING,
                        line.organisationId(),
                        Optional.of(line.id()),
                        Optional.of(line.id()),
                        now);
            } else {
                alarms.clear(Alarm.Kind.DELIVERY_FAILING, Optional.of(line.id()), now);
            }
        }
    }

    private static boolean failing(Queues.Finals finals) {
        return finals.all() >= ENOUGH && finals.failed() * ONE_IN >= finals.all();
    }
}
