package org.amparo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.content.ContentFiles;
import org.amparo.content.StoredReleases;
import org.amparo.lines.Lines;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;
import org.amparo.twilio.GoLiveCheck;
import org.amparo.twilio.TwilioSettings;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What a word behind `java -jar amparo.jar` does.
final class Commands {
    private static final String KNOWN =
            "check (is the carrier account ready to go live?), publish (the draft release), " + StaffCommand.KNOWN
                    + ", " + RotaCommand.KNOWN + ", " + PolicyCommand.KNOWN + ", " + AuditCommand.KNOWN + ", "
                    + HoldCommands.KNOWN + ", " + RevealCommands.KNOWN + ", "
                    + BackupCommands.KNOWN + ", "
                    + KeyCommands.KNOWN;

    private Commands() {}

    /// @return the exit code
    static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
        return switch (arguments[0]) {
            case "check" -> check(environment, out);
            case "publish" -> publish(environment, out);
            case "staff" -> StaffCommand.run(arguments, environment, out, InstantSource.system());
            case "rota" -> RotaCommand.run(arguments, environment, out, InstantSource.system());
            case "policy" -> PolicyCommand.run(arguments, environment, out, InstantSource.system());
            case "audit" -> AuditCommand.run(arguments, environment, out);
            case "backup", "restore" -> BackupCommands.run(arguments, environment, out, InstantSource.system());
            case "hold" -> HoldCommands.run(arguments, environment, out, InstantSource.system());
            case "reveal" -> RevealCommands.run(arguments, environment, out, InstantSource.system());
            case "keys" -> KeyCommands.run(arguments, environment, out, InstantSource.system());
            default -> {
                out.println("Amparo knows no word '" + arguments[0] + "'. It knows: " + KNOWN);
                yield 2;
            }
        };
    }

    private static int check(Map<String, String> environment, PrintStream out) {
        var publicUrl = Optional.ofNullable(environment.get("AMPARO_PUBLIC_URL"));
        return new GoLiveCheck(TwilioSettings.of(environment), publicUrl, linesToCheck(environment)).run(out);
    }

    /// Those a start would serve. Where a live one would serve none yet, the demonstration's: the rest of the check
    /// is worth reading all the same.
    private static Lines linesToCheck(Map<String, String> environment) {
        var selection = environment.getOrDefault("AMPARO_LINES", "");
        boolean demo = "true".equals(environment.getOrDefault("AMPARO_DEMO", "").strip());
        try {
            return Lines.ofFiles(files(environment), selection, demo);
        } catch (StartRefused e) {
            if (demo || !selection.isBlank()) {
                throw e;
            }
            return Lines.ofFiles(files(environment), selection, true);
        }
    }

    private static int publish(Map<String, String> environment, PrintStream out) {
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            return publish(database.access(), settings, environment, out);
        }
    }

    private static int publish(
            Deployment.Access access, Settings settings, Map<String, String> environment, PrintStream out) {
        if (Deployment.read(access).isEmpty()) {
            throw new StartRefused("there is no release to publish: start the server on this database first");
        }
        var jdbi = Jdbi.create(access.url(), access.username(), access.password());
        var releases = StoredReleases.of(jdbi, InstantSource.system(), settings.demo(), files(environment));
        var number = releases.publish("command");
        if (number.isPresent()) {
            var keySet = KeySet.read(CommandDatabase.keySetFile(settings));
            var release = Optional.of(releases.current().id());
            var now = InstantSource.system().instant();
            CommandActs.write(access, keySet, Act.Kind.RELEASE_PUBLISHED, release, Map.of(), now);
        }
        out.println(
                number.isPresent()
                        ? "Release " + number.getAsInt() + " is in force; running servers see it within a second."
                        : "There is no draft: release " + releases.current().number() + " stays in force.");
        return 0;
    }

    private static ContentFiles files(Map<String, String> environment) {
        return ContentFiles.packedOr(path(environment, "AMPARO_CONTENT"), path(environment, "AMPARO_TRANSLATIONS"));
    }

    private static @Nullable Path path(Map<String, String> environment, String key) {
        var text = environment.get(key);
        return text == null || text.isBlank() ? null : Path.of(text);
    }
}
