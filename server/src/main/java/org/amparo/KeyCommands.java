package org.amparo;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.responders.Responders;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.MasterKeys;
import org.amparo.sealing.MasterKind;
import org.jdbi.v3.core.Jdbi;

/// `keys`: what the key set holds and what uses it; `keys add`, `keys use`, `keys retire` with a kind behind it
/// change a key while the program runs.
final class KeyCommands {
    static final String KNOWN = "keys (state of the key set), keys add|use|retire wrap|lookup|claims (change a key)";

    private KeyCommands() {}

    /// @return the exit code
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        var settings = Settings.read(environment);
        var step = arguments.length > 1 ? arguments[1] : "state";
        var kind = arguments.length > 2 ? kind(arguments[2]) : Optional.<MasterKind>empty();
        if (arguments.length != 1 && (arguments.length != 3 || kind.isEmpty())) {
            out.println("Write " + KNOWN);
            return 2;
        }
        try (var database = CommandDatabase.open(settings)) {
            var keySet = database.keySet(settings, database.deployment());
            var access = database.access();
            var jdbi = Jdbi.create(access.url(), access.username(), access.password());
            var keys = new MasterKeys(jdbi, keySet);
            if (kind.isEmpty()) {
                keys.state().forEach(out::println);
                conflicts(jdbi, keySet).ifPresent(out::println);
                return 0;
            }
            var now = time.instant();
            var before = keySet.ids(kind.get());
            Act.Kind act;
            switch (step) {
                case "add" -> {
                    out.println(keys.add(kind.get(), now));
                    act = Act.Kind.KEY_ADDED;
                }
                case "use" -> {
                    out.println(keys.use(kind.get(), now));
                    act = Act.Kind.KEY_USED;
                }
                case "retire" -> {
                    out.println(keys.retire(kind.get(), now));
                    act = Act.Kind.KEY_RETIRED;
                }
                default -> {
                    out.println("Write " + KNOWN);
                    return 2;
                }
            }
            if (!keySet.ids(kind.get()).equals(before)) {
                CommandActs.write(access, keySet, act, Optional.empty(), Map.of(kind.get(), 1L), now);
            }
            return 0;
        }
    }

    /// Of these only the hash is kept: nothing but the staff file can key them anew, but for whoever waits just
    /// then.
    private static Optional<String> conflicts(Jdbi jdbi, KeySet keySet) {
        long old = Responders.of(jdbi)
                .conflictsNotOf(keySet.lookupAll("").getFirst().generation());
        return old == 0
                ? Optional.empty()
                : Optional.of(old + " number(s) under `conflicts:` still have a replaced lookup key:"
                        + " apply the staff file again");
    }

    private static Optional<MasterKind> kind(String word) {
        return Arrays.stream(MasterKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }
}
