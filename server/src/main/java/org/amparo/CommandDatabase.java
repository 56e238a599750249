package org.amparo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amparo.platform.Deployment;
import org.amparo.platform.EmbeddedPostgres;
import org.amparo.platform.Home;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;

/// The database a command works on: the external one, the embedded one of a running program, or the embedded one
/// started for as long as the command takes.
record CommandDatabase(Deployment.Access access, Optional<EmbeddedPostgres> started, Optional<Home> home)
        implements AutoCloseable {

    static CommandDatabase open(Settings settings) {
        if (settings.databaseUrl().isPresent()) {
            return new CommandDatabase(
                    new Deployment.Access(
                            settings.databaseUrl().get(), settings.databaseUsername(), settings.databasePassword()),
                    Optional.empty(),
                    Optional.empty());
        }
        var folder = homeFolder(settings).resolve("database");
        var running = EmbeddedPostgres.running(folder);
        if (running.isPresent()) {
            return new CommandDatabase(running.get(), Optional.empty(), Optional.empty());
        }
        var home = Home.take(homeFolder(settings));
        try {
            var database = EmbeddedPostgres.start(folder, List.of());
            return new CommandDatabase(
                    new Deployment.Access(database.jdbcUrl("postgres"), database.username(), database.password()),
                    Optional.of(database),
                    Optional.of(home));
        } catch (RuntimeException e) {
            release(home);
            throw e;
        }
    }

    static Path homeFolder(Settings settings) {
        return settings.home().orElseGet(Program::defaultHome).toAbsolutePath().normalize();
    }

    /// Where the key set lies; no file is made here.
    static Path keySetFile(Settings settings) {
        return settings.keySet().orElseGet(() -> homeFolder(settings).resolve("keyset.json"));
    }

    /// What this database was made as.
    ///
    /// @throws StartRefused when no server has made it yet
    Deployment deployment() {
        return Deployment.read(access)
                .orElseThrow(() -> new StartRefused("there is no database yet: start the server on it first"));
    }

    /// The key set it was made with.
    ///
    /// @throws StartRefused when the file is another's
    KeySet keySet(Settings settings, Deployment known) {
        var keySet = KeySet.read(keySetFile(settings));
        if (!keySet.knows(known.keySetFingerprint())) {
            throw new StartRefused("the key set does not belong to this database: set AMPARO_KEYSET to the file it"
                    + " was made with; nothing was changed");
        }
        return keySet;
    }

    @Override
    public void close() {
        started.ifPresent(EmbeddedPostgres::close);
        home.ifPresent(CommandDatabase::release);
    }

    private static void release(Home home) {
        try {
            home.close();
        } catch (IOException e) {
            throw new StartRefused("the home folder cannot be released: " + e.getMessage(), e);
        }
    }
}
