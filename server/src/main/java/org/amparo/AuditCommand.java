package org.amparo;

import java.io.PrintStream;
import java.util.Map;
import org.amparo.audit.Trail;
import org.amparo.audit.TrailKey;
import org.amparo.audit.Verdict;
import org.amparo.platform.Deployment;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;

/// `audit`: reads the whole trail and says whether it is as the program wrote it. With a number and a hash behind
/// it, as the program logs them each hour: whether that link is still the same too.
final class AuditCommand {
    static final String KNOWN = "audit [number hash] (is the trail of acts whole?)";

    private AuditCommand() {}

    /// @return 0 for a whole trail, 1 for a broken one, 2 for a wrong order
    static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
        boolean noted = arguments.length == 3 && arguments[1].matches("[0-9]{1,18}");
        if (arguments.length != 1 && !noted) {
            out.println("Amparo knows: " + KNOWN);
            return 2;
        }
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var trail = trail(database.access(), database.keySet(settings, database.deployment()));
            int code = tell(trail.verify(), out);
            return noted ? Math.max(code, tell(trail, Long.parseLong(arguments[1]), arguments[2], out)) : code;
        }
    }

    private static Trail trail(Deployment.Access access, KeySet keySet) {
        return Trail.of(
                Jdbi.create(access.url(), access.username(), access.password()), new TrailKey(keySet::auditStamps));
    }

    private static int tell(Verdict verdict, PrintStream out) {
        out.println(verdict.from()
                .map(from -> "Read from " + from + " to " + verdict.to().orElse(from) + ": " + verdict.links()
                        + " links, " + verdict.events() + " events, " + verdict.waiting() + " not linked yet.")
                .orElse("No link yet; " + verdict.waiting() + " events not linked yet."));
        verdict.newest().ifPresent(newest -> out.println("Newest link: " + newest));
        out.println(verdict.broken().map(where -> "BROKEN: " + where).orElse("Whole."));
        return verdict.whole() ? 0 : 1;
    }

    private static int tell(Trail trail, long number, String hash, PrintStream out) {
        var held = trail.holds(number, hash);
        out.println("Link " + number
                + held.map(same -> same ? " is the one noted." : " is NOT the one noted.")
                        .orElse(" was let go with its time; nothing to compare."));
        return held.orElse(true) ? 0 : 1;
    }
}
