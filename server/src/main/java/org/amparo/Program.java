package org.amparo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amparo.audit.TrailKey;
import org.amparo.content.Releases;
import org.amparo.lines.Lines;
import org.amparo.platform.Deployment;
import org.amparo.platform.EmbeddedPostgres;
import org.amparo.platform.Home;
import org.amparo.platform.Ids;
import org.amparo.platform.LogGuard;
import org.amparo.platform.MovableClock;
import org.amparo.platform.Pollers;
import org.amparo.platform.StartRefused;
import org.amparo.responders.Responders;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.MasterKeys;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running program: home folder, database, key set, server, opened in that order and closed in the reverse one.
public final class Program implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private final Home home;
    private final @Nullable EmbeddedPostgres database;
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private Program(Home home, @Nullable EmbeddedPostgres database, ApplicationContext context, EmbeddedServer server) {
        this.home = home;
        this.database = database;
        this.context = context;
        this.server = server;
    }

    /// Starts the whole program as the environment says.
    ///
    /// @param clock the machine's clock, or a test's
    /// @throws StartRefused with one line that says what is wrong and how to mend it
    public static Program start(Map<String, String> environment, InstantSource clock) {
        LogGuard.stand();
        var settings = Settings.read(environment);
        var home = Home.take(settings.home().orElseGet(Program::defaultHome));
        @Nullable EmbeddedPostgres database = null;
        @Nullable ApplicationContext context = null;
        try {
            Deployment.Access access;
            if (settings.databaseUrl().isPresent()) {
                access = new Deployment.Access(
                        settings.databaseUrl().get(), settings.databaseUsername(), settings.databasePassword());
            } else {
                database = EmbeddedPostgres.start(home.resolve("database"), List.of());
                access = new Deployment.Access(database.jdbcUrl("postgres"), database.username(), database.password());
            }
            var keySet = keySet(settings, home, access);
            context = ApplicationContext.builder()
                    .mainClass(Program.class)
                    .environments(settings.demo() ? "demo" : "live")
                    .deduceEnvironment(false)
                    .environmentPropertySource(false)
                    .banner(false)
                    .properties(properties(settings, home, access))
                    .singletons(
                            keySet, new TrailKey(keySet::auditStamps), new MovableClock(clock), settings.retention())
                    .start();
            claim(access, settings, keySet, clock.instant());
            demandTrueDays(context, settings);
            if (settings.demo()) {
                DemonstrationStaff.make(context, clock.instant());
            } else {
                demandEmergencyNumbers(context);
                demandPeople(context, settings);
            }
            var server = context.getBean(EmbeddedServer.class);
            server.start();
            LogGuard.overThreads();
            return new Program(home, database, context, server);
        } catch (RuntimeException e) {
            closeAll(context, database, home);
            throw readable(e, settings);
        }
    }

    public ApplicationContext context() {
        return context;
    }

    /// Where it listens.
    public String url() {
        return "http://localhost:" + server.getPort();
    }

    public Path homeFolder() {
        return home.folder();
    }

    /// Does that with the reason, should the embedded database die and not come up again.
    void whenLost(Consumer<String> then) {
        if (database != null) {
            var _ = database.lost().thenAccept(then);
        }
    }

    @Override
    public void close() {
        context.getBean(Pollers.class).close();
        server.stop();
        closeAll(context, database, home);
    }

    private static Deployment mode(Settings settings, KeySet keySet) {
        return new Deployment(settings.demo() ? "demo" : "live", keySet.fingerprint());
    }

    /// The key set of this database: made only for an empty one, and never another's.
    private static KeySet keySet(Settings settings, Home home, Deployment.Access access) {
        var file = settings.keySet().orElseGet(() -> home.resolve("keyset.json"));
        var known = Deployment.read(access);
        var wanted = settings.demo() ? "demo" : "live";
        if (known.isPresent() && !known.get().mode().equals(wanted)) {
            throw new StartRefused("this database is a " + known.get().mode() + " one and stays so: "
                    + (settings.demo()
                            ? "unset AMPARO_DEMO, or set AMPARO_HOME or AMPARO_DATABASE_URL to another database"
                            : "set AMPARO_HOME or AMPARO_DATABASE_URL to a database of your live service"));
        }
        var keySet = known.isEmpty() && !Files.exists(file) ? KeySet.create(file) : KeySet.read(file);
        if (known.isPresent() && !keySet.knows(known.get().keySetFingerprint())) {
            throw new StartRefused("the key set " + file
                    + " does not belong to this database: set AMPARO_KEYSET to the file it was made with;"
                    + " nothing was changed");
        }
        if (!settings.demo() && file.toAbsolutePath().normalize().startsWith(home.folder())) {
            LOG.warn(
                    "the key set lies in AMPARO_HOME, beside what it seals: move {} to another disk or account and set"
                            + " AMPARO_KEYSET to it",
                    file);
        }
        if (known.isPresent()) {
            masterKeys(access, keySet).verify();
        }
        return keySet;
    }

    /// After the migrations: the first start makes the database ours; another start that was quicker may have made
    /// it its.
    private static void claim(Deployment.Access access, Settings settings, KeySet keySet, Instant now) {
        var wanted = mode(settings, keySet);
        var claimed = Deployment.claim(access, wanted, now);
        if (!claimed.mode().equals(wanted.mode()) || !keySet.knows(claimed.keySetFingerprint())) {
            throw new StartRefused(
                    "another start with another key set or mode made this database in the same moment: start again"
                            + " with the same AMPARO_KEYSET");
        }
        masterKeys(access, keySet).record(now);
    }

    private static MasterKeys masterKeys(Deployment.Access access, KeySet keySet) {
        return new MasterKeys(Jdbi.create(access.url(), access.username(), access.password()), keySet);
    }

    private static void demandTrueDays(ApplicationContext context, Settings settings) {
        var release = context.getBean(Releases.class).current();
        for (var line : context.getBean(Lines.class).all()) {
            PromisedDays.demand(
                    line.name(),
                    release.value(line.scope(), "messageDays"),
                    release.value(line.scope(), "backupDays"),
                    settings.retention());
        }
    }

    /// A live line without an emergency number would send people in danger nowhere.
    private static void demandEmergencyNumbers(ApplicationContext context) {
        var release = context.getBean(Releases.class).current();
        for (var line : context.getBean(Lines.class).all()) {
            if (release.value(line.scope(), "emergencyNumber").isEmpty()) {
                throw new StartRefused(
                        "content/lines/" + line.name()
                                + ".yml: the parameter `emergencyNumber` is missing or too old: verify it by calling, and publish a release with it");
            }
        }
    }

    /// A live line that nobody answers and nobody watches would leave people in danger alone (`rulings.md` 2).
    private static void demandPeople(ApplicationContext context, Settings settings) {
        var responders = context.getBean(Responders.class);
        boolean anybody = context.getBean(Lines.class).all().stream()
                .anyMatch(line -> responders.of(line.id()).stream()
                        .filter(one -> one.answers(line.id()) || one.supervises(line.id()))
                        .anyMatch(one -> responders.text(one.id()).isPresent()));
        if (!settings.informationOnly() && !anybody && !settings.alarming().anyAddress()) {
            throw new StartRefused(
                    "AMPARO_INFORMATION_ONLY is not true, and there is neither a responder nor an alarm address: nobody"
                            + " would answer danger; set AMPARO_ALARM_MAIL with AMPARO_SMTP_URL or AMPARO_ALARM_WEBHOOK"
                            + " and add responders with the word `staff`, or set AMPARO_INFORMATION_ONLY=true to serve"
                            + " information alone");
        }
    }

    private static Map<String, Object> properties(Settings settings, Home home, Deployment.Access access) {
        var all = new LinkedHashMap<String, Object>();
        all.put("micronaut.server.host", settings.host());
        all.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        all.put("datasources.default.url", access.url());
        all.put("datasources.default.username", access.username());
        all.put("datasources.default.password", access.password());
        all.put("amparo.demo", settings.demo());
        all.put("amparo.home", home.folder().toString());
        all.put("amparo.serve-drafts", settings.serveDrafts());
        all.put("amparo.information-only", settings.informationOnly());
        all.put("amparo.lines", settings.lines());
        settings.publicUrl().ifPresent(url -> all.put("amparo.public-url", url));
        settings.alarming().mail().ifPresent(mail -> all.put("amparo.alarm.mail", mail));
        settings.alarming().smtp().ifPresent(url -> all.put("amparo.alarm.smtp-url", url));
        settings.alarming().webhook().ifPresent(url -> all.put("amparo.alarm.webhook", url));
        settings.alarming().watchdog().ifPresent(url -> all.put("amparo.watchdog-url", url));
        settings.alarming().managementPort().ifPresent(port -> all.put("amparo.management-port", port));
        settings.content().ifPresent(path -> all.put("amparo.content", path.toString()));
        settings.translations().ifPresent(path -> all.put("amparo.translations", path.toString()));
        settings.carrier()
                .forEach((key, value) -> all.put(
                        "twilio."
                                + key.substring("TWILIO_".length())
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'),
                        value));
        if (settings.demo() && !settings.carrier().containsKey("TWILIO_ACCOUNT_SID")) {
            all.put("amparo.simulator.token", Ids.secret());
        }
        return all;
    }

    /// `.amparo` beside the repository or the jar.
    static Path defaultHome() {
        var told = System.getProperty("amparo.home.default");
        if (told != null) {
            return Path.of(told);
        }
        try {
            var place = Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var folder = place.getParent();
            if (folder != null && folder.endsWith(Path.of("server", "target"))) {
                return folder.resolveSibling(Path.of("..", ".amparo")).normalize();
            }
            return folder == null ? Path.of(".amparo") : folder.resolve(".amparo");
        } catch (java.net.URISyntaxException e) {
            return Path.of(".amparo");
        }
    }

    private static RuntimeException readable(RuntimeException e, Settings settings) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused refused) {
                return refused;
            }
            if (cause instanceof BindException) {
                return new StartRefused(
                        "AMPARO_PORT " + settings.port() + " is in use on " + settings.host()
                                + ": stop what listens there, or set AMPARO_PORT",
                        e);
            }
            if (cause instanceof FlywayValidateException) {
                return new StartRefused(
                        "this database was made by another version of the program, whose tables are not those of this"
                                + " one: start that version or a later one, or set AMPARO_HOME or"
                                + " AMPARO_DATABASE_URL to another database; nothing was changed",
                        e);
            }
            if (cause instanceof BeanInstantiationException && cause.getCause() == null) {
                return e;
            }
        }
        return e;
    }

    private static void closeAll(@Nullable ApplicationContext context, @Nullable EmbeddedPostgres database, Home home) {
        // A server that stops takes the context with it.
        var pollers = context == null || !context.isRunning() ? null : context.getBean(Pollers.class);
        // Closed from the last to the first, each whatever the others do: work ends before the database goes.
        try (home;
                database;
                context;
                pollers) {
            LOG.debug("stopping");
        } catch (IOException e) {
            LOG.warn("the home folder's lock could not be released: {}", e.getMessage());
        }
    }
}
