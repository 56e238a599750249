package org.amparo.platform;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL process of our own, its data under the home folder, kept between starts.
///
/// It dies with this program, also when that is killed (the kernel tells it); a process that outlived its program
/// all the same is stopped first. When it dies alone, it is started again on the same port. Everything durable is
/// on: fsync, full page writes, checksums. Passwords only.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    /// So many tries to bring a dead database back, each waiting longer: half a minute in all.
    private static final int TRIES = 6;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /// A database that ran so long had come back for good: the tries begin anew.
    private static final Duration SOUND = Duration.ofMinutes(1);

    private final DatabaseFolder folder;
    private final int port;
    private final List<String> command;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Process> up = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile @Nullable Process process;

    private EmbeddedPostgres(DatabaseFolder folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.command = command(folder, port, settings);
    }

    /// Starts the database of that folder, making it on first use.
    ///
    /// @param folder ours alone; mode 0700 is set
    /// @param settings further `postgres -c` settings, such as `max_connections=40`
    /// @throws StartRefused when it does not come up
    public static EmbeddedPostgres start(Path folder, List<String> settings) {
        @Nullable EmbeddedPostgres database = null;
        try {
            database = new EmbeddedPostgres(DatabaseFolder.of(folder), freePort(), settings);
            // The kernel's death signal is tied to the thread that forked: this one lives as long as the database.
            Thread.ofPlatform().name("database").daemon().start(database::keep);
            database.up.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return database;
        } catch (IOException e) {
            throw new StartRefused("the embedded database under " + folder + " cannot start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while the database started", e);
        } catch (ExecutionException e) {
            throw new StartRefused("the embedded database does not come up: " + reason(e), e);
        } catch (TimeoutException e) {
            database.close();
            throw new StartRefused("the embedded database does not come up within " + START_LIMIT, e);
        }
    }

    /// The way into the database of that folder while some program runs it; empty when nobody does.
    public static Optional<Deployment.Access> running(Path folder) {
        var data = folder.resolve("data").toAbsolutePath().normalize();
        try {
            if (Leftovers.server(data).isEmpty()) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Deployment.Access(
                            "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres",
                            "postgres",
                            Files.readString(folder.resolve("password")).strip()));
        } catch (IOException e) {
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
        return folder.password();
    }

    /// Done with the reason when the database died and could not be brought back; never, as long as it is closed in
    /// time.
    public CompletableFuture<String> lost() {
        return lost.copy();
    }

    /// Fast shutdown: open transactions are rolled back, committed ones are on disk.
    @Override
    public void close() {
        closing.countDown();
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            OwnProcess.signal(running.pid(), "INT");
            if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the database did not stop in {}; it is killed and recovers at the next start", STOP_LIMIT);
                running.destroyForcibly();
            }
        } catch (IOException e) {
            running.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs the database until it is closed, and again whenever it dies before.
    private void keep() {
        int tries = 0;
        while (true) {
            long begun = System.nanoTime();
            var end = run();
            if (closed()) {
                return;
            }
            if (!up.isDone()) {
                up.completeExceptionally(new IOException(end));
                return;
            }
            tries = System.nanoTime() - begun > SOUND.toNanos() ? 1 : tries + 1;
            if (tries > TRIES) {
                lost.complete("the embedded database died and does not come up again (" + end + ")");
                return;
            }
            if (tries == 1) {
                LOG.warn("the embedded database died ({}); it is started again, texts wait in the journal", end);
            } else if (closedWithin(FIRST_PAUSE.multipliedBy(1L << (tries - 2)))) {
                return;
            }
        }
    }

    /// One life of the database.
    ///
    /// @return how it ended
    private String run() {
        try {
            Leftovers.clear(folder.data());
            var builder = new ProcessBuilder(OwnProcess.dyingWithUs("INT", command))
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            var started = builder.start();
            process = started;
            if (closed()) {
                OwnProcess.signal(started.pid(), "INT");
            }
            var last = listen(started);
            return "exit " + OwnProcess.awaitExit(started) + ": " + last;
        } catch (IOException | StartRefused e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Hears what it says until it ends.
    ///
    /// @return the last line
    private String listen(Process started) throws IOException {
        var last = "";
        try (var lines = started.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (line.contains("ready to accept connections")) {
                    up.complete(started);
                }
                if (line.matches(".*(FATAL|PANIC|recovery|redo (starts|done)|interrupted).*")) {
                    LOG.info("database: {}", line);
                }
            }
        }
        return last;
    }

    private static String reason(ExecutionException e) {
        var cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private boolean closedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static List<String> command(DatabaseFolder folder, int port, List<String> settings) {
        var command = new ArrayList<>(List.of(
                folder.binaries().resolve("bin/postgres").toString(),
                "-D",
                folder.data().toString(),
                "-p",
                Integer.toString(port)));
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
        return List.copyOf(command);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
