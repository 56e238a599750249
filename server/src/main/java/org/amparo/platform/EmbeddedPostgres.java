package org.amparo.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// A real PostgreSQL process of our own, its data under the home folder, kept between starts.
///
/// It dies with this program, also when that is killed (the kernel tells it); a process that outlived its program
/// all the same is stopped first. Everything durable is on: fsync, full page writes, checksums. Passwords only.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String VERSION = "18.6.0";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /// Starts the database of that folder, making it on first use.
    ///
    /// @param folder ours alone; mode 0700 is set
    /// @param settings further `postgres -c` settings, such as `max_connections=40`
    /// @throws StartRefused when it does not come up
    public static EmbeddedPostgres start(Path folder, List<String> settings) {
        try {
            Files.createDirectories(folder);
            var binaries = unpack(folder);
            var data = folder.resolve("data");
            var passwordFile = folder.resolve("password");
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                create(binaries, folder, data, passwordFile);
            }
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            stopOrphan(data);
            var password = Files.readString(passwordFile).strip();
            int port = freePort();
            return new EmbeddedPostgres(launch(binaries, data, port, settings), port, password);
        } catch (IOException e) {
            throw new StartRefused("the embedded database under " + folder + " cannot start: " + e.getMessage(), e);
        }
    }

    /// The way into the database of that folder while some program runs it; empty when nobody does.
    public static Optional<Deployment.Access> running(Path folder) {
        var data = folder.resolve("data").toAbsolutePath().normalize();
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() < 4
                    || !isPostgresOf(Long.parseLong(lines.getFirst().strip()), data)) {
                return Optional.empty();
            }
            return Optional.of(new Deployment.Access(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres",
                    "postgres",
                    Files.readString(folder.resolve("password")).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    public long pid() {
        return process.pid();
    }

    /// Fast shutdown: open transactions are rolled back, committed ones are on disk.
    @Override
    public void close() {
        signal(process.pid(), "INT");
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the database did not stop in {}; it is killed and recovers at the next start", STOP_LIMIT);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void create(Path binaries, Path folder, Path data, Path passwordFile) throws IOException {
        Files.writeString(passwordFile, Ids.secret());
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
        var fresh = folder.resolve("data.new");
        delete(fresh);
        var command = asPlainUser(List.of(
                binaries.resolve("bin/initdb").toString(),
                "-D",
                fresh.toString(),
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "--no-instructions",
                "--data-checksums"));
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (awaitExit(made) != 0) {
            throw new StartRefused("the embedded database could not be made: " + said.strip());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The process of an earlier start that was killed may still run, or be dead but not yet reaped: its lock file
    /// would stop ours.
    private static void stopOrphan(Path data) throws IOException {
        var lockFile = data.resolve("postmaster.pid");
        if (!Files.exists(lockFile)) {
            return;
        }
        var lines = Files.readAllLines(lockFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
            Files.delete(lockFile);
            return;
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        if (isPostgresOf(pid, data)) {
            LOG.warn("stopping the database process {} that an earlier start left behind", pid);
            signal(pid, "INT");
        }
        var gone = awaitGone(pid, data);
        if (!gone) {
            throw new StartRefused(
                    "the database process " + pid + " of an earlier start does not stop: end it by hand");
        }
    }

    private static boolean awaitGone(long pid, Path data) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (isPostgresOf(pid, data) || isZombie(pid)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(Duration.ofMillis(50));
        }
        return true;
    }

    private static boolean isPostgresOf(long pid, Path data) {
        try {
            var words = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0", -1);
            return words.length > 0
                    && words[0].endsWith("postgres")
                    && List.of(words).contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isZombie(long pid) {
        try {
            var status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.contains("postgres")
                    && status.substring(status.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    private static Process launch(Path binaries, Path data, int port, List<String> settings) {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        var all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=64MB",
                "logging_collector=off",
                "log_statement=none",
                "log_min_error_statement=panic",
                "log_parameter_max_length_on_error=0",
                "log_error_verbosity=terse",
                "log_timezone=UTC",
                "timezone=UTC"));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        var up = new CompletableFuture<Process>();
        // The kernel's death signal is tied to the thread that forked: this one lives as long as the child.
        var keeper = Thread.ofPlatform().name("database").daemon().unstarted(() -> keep(command, up));
        keeper.start();
        try {
            return up.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while the database started", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartRefused("the embedded database does not come up: " + e.getMessage(), e);
        }
    }

    private static void keep(List<String> command, CompletableFuture<Process> up) {
        try {
            var builder = new ProcessBuilder(dyingWithUs(command))
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            var process = builder.start();
            var last = "";
            try (var lines = process.inputReader()) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                    if (line.contains("ready to accept connections")) {
                        up.complete(process);
                    }
                    if (line.matches(".*(FATAL|PANIC|recovery|redo|interrupted).*")) {
                        LOG.info("database: {}", line);
                    }
                }
            }
            int code = awaitExit(process);
            up.completeExceptionally(new IOException("exit " + code + ": " + last));
        } catch (IOException e) {
            up.completeExceptionally(e);
        }
    }

    private static List<String> dyingWithUs(List<String> command) {
        var whole = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            whole.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        }
        whole.addAll(command);
        return asPlainUser(whole);
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular.
    private static List<String> asPlainUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var whole = new ArrayList<>(List.of("unshare", "-U"));
        whole.addAll(command);
        return whole;
    }

    private static Path unpack(Path folder) throws IOException {
        var target = folder.resolve("postgres-" + VERSION);
        if (Files.exists(target.resolve("bin/postgres"))) {
            return target;
        }
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name = "postgres-linux-" + (machine.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        var resource = EmbeddedPostgres.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new StartRefused(
                    "no embedded database for " + machine + ": set AMPARO_DATABASE_URL to a PostgreSQL 15 or newer");
        }
        var fresh = folder.resolve("postgres.new");
        delete(fresh);
        Files.createDirectories(fresh);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackOne(tar, entry, fresh);
            }
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static void unpackOne(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        var path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("an entry outside its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var all = Files.walk(path)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void signal(long pid, String name) {
        try {
            awaitExit(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
        } catch (IOException e) {
            LOG.warn("could not signal the database process {}: {}", pid, e.getMessage());
        }
    }

    private static int awaitExit(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
