package org.amparo;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.backup.Backup;
import org.amparo.backup.Restore;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;

/// `backup <folder>` and `restore <folder>`.
final class BackupCommands {
    static final String KNOWN = "backup <folder> (copy the data away, while it runs), restore <folder> (put them back"
            + " into an empty database)";

    /// What is counted for the trail.
    private enum Counted {
        /// All of them, or as many as a count may be.
        ROWS
    }

    private BackupCommands() {}

    /// @return the exit code
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        if (arguments.length != 2) {
            out.println("Name one folder: " + KNOWN);
            return 2;
        }
        var settings = Settings.read(environment);
        var folder = Path.of(arguments[1]);
        var keySetFile = CommandDatabase.keySetFile(settings);
        if (arguments[0].equals("restore") && !Files.exists(keySetFile)) {
            throw new StartRefused("the key set " + keySetFile
                    + " is missing: put the file there that this backup was made with (AMPARO_KEYSET names it)");
        }
        if (folder.toAbsolutePath().normalize().startsWith(CommandDatabase.homeFolder(settings))) {
            throw new StartRefused("the backup would lie in AMPARO_HOME, and be lost with it: name another folder");
        }
        try (var database = CommandDatabase.open(settings)) {
            return arguments[0].equals("backup")
                    ? backup(database.access(), database.keySet(settings, database.deployment()), folder, out, time)
                    : restore(database.access(), KeySet.read(keySetFile), folder, out, time);
        }
    }

    private static int backup(
            Deployment.Access access, KeySet keySet, Path folder, PrintStream out, InstantSource time) {
        var now = time.instant();
        var taken = new Backup(access, keySet).take(folder, now);
        written(access, keySet, Act.Kind.BACKUP_TAKEN, taken.rows(), now);
        out.println("Copied " + taken.rows() + " rows of " + taken.tables() + " tables to " + taken.folder() + ", and "
                + taken.keys() + " wrapped keys beside it; " + taken.ended() + " backups older than 35 days were"
                + " deleted.");
        out.println("The key set file is not in it: keep a copy of it elsewhere. While the server runs, it renews the"
                + " keyring in this folder after erasures and twice a day, and the ledger after each STOP and UNSAFE.");
        return 0;
    }

    private static void written(Deployment.Access access, KeySet keySet, Act.Kind kind, long rows, Instant now) {
        var counts = Map.of(Counted.ROWS, Math.min(rows, Act.MOST));
        CommandActs.write(access, keySet, kind, Optional.empty(), counts, now);
    }

    private static int restore(
            Deployment.Access access, KeySet keySet, Path folder, PrintStream out, InstantSource time) {
        var done = new Restore(access, keySet).restore(folder);
        written(access, keySet, Act.Kind.BACKUP_RESTORED, done.rows(), time.instant());
        var gone = done.gone();
        out.println("Put back " + done.rows() + " rows as of " + done.data() + ", with the keyring of " + done.keyring()
                + ".");
        out.println("Removed, since their keys are gone: " + gone.contacts() + " contacts, " + gone.conversations()
                + " conversations, " + gone.sealed() + " sealed texts, and " + gone.other() + " rows of theirs. "
                + gone.unsent() + " texts that were waiting to be sent are dropped.");
        out.println("Who wrote FORGET after " + done.keyring() + ", or STOP or UNSAFE after " + done.ledger()
                + ", is not known to be so here: nothing is sent to anybody before they write again.");
        return 0;
    }
}
