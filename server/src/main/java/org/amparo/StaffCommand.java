package org.amparo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.escalation.Departures;
import org.amparo.escalation.OwnPolicies;
import org.amparo.escalation.RunsAwake;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.Schedules;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// `staff <file.yml>`: creates or changes responders, supervisors and schedules, also while the program runs. A new
/// number is active once it answered the code that the program then sends to it.
final class StaffCommand {
    static final String KNOWN = "staff <file.yml> (create or change responders, supervisors, schedules)";

    private StaffCommand() {}

    /// @return the exit code
    /// @throws StartRefused naming what does not fit, and the mend
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        if (arguments.length != 2) {
            out.println("Write " + KNOWN);
            return 2;
        }
        var file = read(Path.of(arguments[1]));
        var people = StaffFile.read(file);
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var known = database.deployment();
            var keySet = database.keySet(settings, known);
            boolean demo = known.mode().equals("demo");
            var made = people.people().stream()
                    .filter(one -> one.numbers().stream().anyMatch(Address::fictional))
                    .findFirst();
            if (!demo && made.isPresent()) {
                throw new StartRefused("the number of " + made.get().alias()
                        + " is reserved for fiction: nobody would answer there; nothing was changed");
            }
            CommandActs.with(database.access(), keySet, (jdbi, audit) -> {
                var lines = Lines.ofDatabase(
                        jdbi,
                        time,
                        environment.getOrDefault("AMPARO_LINES", ""),
                        demo,
                        environment.get("AMPARO_CONTENT"));
                apply(jdbi, audit, keySet, lines, file, people, demo, out, time.instant());
                return true;
            });
            return 0;
        }
    }

    /// What the trail of acts counts.
    private enum Changed {
        CREATED,
        CHANGED,
        LEFT,
        SCHEDULES
    }

    /// All of it or nothing, in one transaction.
    private static void apply(
            Jdbi jdbi,
            Audit audit,
            KeySet keySet,
            Lines lines,
            YamlMap file,
            StaffFile people,
            boolean demo,
            PrintStream out,
            Instant now) {
        var keyring = Keyring.of(jdbi, keySet);
        var staff = Staff.of(jdbi, Addresses.of(keySet, keyring), keyring, lines);
        // Nobody could answer a code on a number that is reserved for fiction.
        boolean verified = demo
                && people.people().stream()
                        .flatMap(one -> one.numbers().stream())
                        .allMatch(Address::fictional);
        var departures = Departures.of(jdbi);
        var awake = RunsAwake.of(jdbi);
        var counts = new EnumMap<Changed, Long>(Changed.class);
        for (var done : staff.apply(people, verified, now)) {
            var what = done.left() ? Changed.LEFT : done.created() ? Changed.CREATED : Changed.CHANGED;
            counts.merge(what, 1L, Long::sum);
            if (done.left()) {
                departures.left(done.responder(), now);
            } else if (!done.created()) {
                departures.changed(done.responder(), now);
            }
            awake.changed(done.responder(), now);
            out.println(done.alias() + ": " + what.name().toLowerCase(Locale.ROOT)
                    + (done.unverified() > 0 ? ", a code is on its way" : ""));
        }
        if (!counts.isEmpty()) {
            audit.deployment(Act.Kind.STAFF_CHANGED, Optional.empty(), counts, now);
        }
        int schedules = Schedules.of(jdbi, lines).apply(file, now);
        if (schedules > 0) {
            audit.deployment(Act.Kind.ROTA_CHANGED, Optional.empty(), Map.of(Changed.SCHEDULES, (long) schedules), now);
        }
        out.println("Schedules: " + schedules);
        OwnPolicies.of(jdbi, lines).skipped(now).forEach(step -> out.println("Escalation policy of " + step));
    }

    private static YamlMap read(Path path) {
        try {
            return YamlMap.read(path.getFileName().toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StartRefused("the staff file cannot be read: " + path.getFileName(), e);
        }
    }
}
