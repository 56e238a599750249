package org.amparo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.escalation.OwnPolicies;
import org.amparo.escalation.OwnPolicies.Change;
import org.amparo.escalation.OwnPolicies.InForce;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;

/// `policy`: whom an organisation asks in which order, how long each is waited for, and what those hear who wait.
/// While the program runs or not.
final class PolicyCommand {
    static final String KNOWN = "policy (the escalation policy in force), policy <file.yml> (set another one),"
            + " policy shipped [organisation] (go back to the one that comes with the program)";

    private static final String SHIPPED = "shipped";

    private PolicyCommand() {}

    /// What the trail of acts counts: what a policy says itself.
    private enum Changed {
        PARTS
    }

    /// @return the exit code
    /// @throws StartRefused naming what does not fit, and the mend; nothing was changed then
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        boolean shipped = arguments.length > 1 && arguments[1].equals(SHIPPED);
        if (arguments.length > (shipped ? 3 : 2)) {
            out.println("Write " + KNOWN);
            return 2;
        }
        var file = arguments.length == 2 && !shipped
                ? Optional.of(read(Path.of(arguments[1])))
                : Optional.<YamlMap>empty();
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var known = database.deployment();
            var keySet = database.keySet(settings, known);
            return CommandActs.with(database.access(), keySet, (jdbi, audit) -> {
                var lines = Lines.ofDatabase(
                        jdbi,
                        time,
                        environment.getOrDefault("AMPARO_LINES", ""),
                        known.mode().equals("demo"),
                        environment.get("AMPARO_CONTENT"));
                var now = time.instant();
                var policies = OwnPolicies.of(jdbi, lines);
                if (file.isEmpty() && !shipped) {
                    policies.all(now).forEach(one -> show(one, out));
                    return 0;
                }
                var name = arguments.length == 3 ? Optional.of(arguments[2]) : Optional.<String>empty();
                var change = file.map(one -> policies.set(one, now)).orElseGet(() -> policies.shipped(name, now));
                return done(change, audit, out, now);
            });
        }
    }

    private static int done(Change change, Audit audit, PrintStream out, Instant now) {
        return switch (change) {
            case Change.Refused(var mends) -> {
                out.println("Nothing was changed. To be mended:");
                mends.forEach(mend -> out.println("  " + mend));
                yield 2;
            }
            case Change.Same(var same) -> {
                out.println(same.name() + ": that is in force already; nothing was changed.");
                yield 0;
            }
            case Change.Made(var version, var made, int underWay) -> {
                audit.act(new Act(
                        made.organisation(),
                        Optional.empty(),
                        Act.Kind.POLICY_CHANGED,
                        Optional.of(version),
                        Map.of(Changed.PARTS, (long) made.own().size()),
                        now));
                out.println(made.name() + ": whoever asks for a person from now on is looked for by "
                        + (made.own().isEmpty()
                                ? "the shipped policy."
                                : "this policy; its own are " + String.join(", ", made.own())
                                        + ", the rest is as shipped."));
                out.println("Searches and talks under way keep theirs: " + underWay);
                made.skipped().forEach(step -> out.println("Note: " + step));
                yield 0;
            }
        };
    }

    /// In the form of a file, so that it can be changed and set.
    private static void show(InForce one, PrintStream out) {
        out.println("# " + one.name() + ": "
                + one.since()
                        .map(since -> "set " + since + "; its own are " + String.join(", ", one.own())
                                + ", the rest is as shipped")
                        .orElse("as shipped"));
        one.skipped().forEach(step -> out.println("# " + step));
        out.println(one.file());
    }

    private static YamlMap read(Path path) {
        try {
            return YamlMap.read(String.valueOf(path.getFileName()), Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StartRefused("the policy file cannot be read: " + path.getFileName(), e);
        }
    }
}
