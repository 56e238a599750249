package org.amparo.alarms;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.amparo.platform.Pollers;

/// Starts what looks after the program. Looks that ask somebody outside have threads of their own: they may wait
/// long, and must hold up no other.
@Context
final class Watch {
    private final List<Look> looks;
    private final WatchRows rows;
    private final InstantSource time;
    private final Pollers pollers;

    Watch(List<Look> looks, WatchRows rows, InstantSource time, Pollers pollers) {
        this.looks = looks;
        this.rows = rows;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        var now = time.instant();
        looks.forEach(look -> rows.prepare(look, now));
        var inside = new ArrayList<Look>();
        for (var look : looks) {
            if (look instanceof OutsideLook) {
                pollers.start(new LookPoller(look.name(), List.of(look), rows, time));
            } else {
                inside.add(look);
            }
        }
        pollers.start(new LookPoller("watch", inside, rows, time));
    }
}
