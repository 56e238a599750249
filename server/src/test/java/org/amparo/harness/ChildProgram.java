package org.amparo.harness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.platform.Deployment;
import org.amparo.platform.EmbeddedPostgres;

/// The program in a process of its own, as `java -jar` starts it, on an embedded database: it can be killed.
public final class ChildProgram implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("ready after .* at (http://\\S+)");

    private final Path home;
    private final Process process;
    private final CompletableFuture<String> url = new CompletableFuture<>();
    /// Written by one thread, read by another.
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer said = new StringBuffer();

    private ChildProgram(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /// Starts it on that home folder; [#url] waits until it listens.
    ///
    /// @param settings its environment, beside home and port
    public static ChildProgram start(Path home, Map<String, String> settings) {
        return start(home, settings, List.of("-classpath", classPath(), "org.amparo.Amparo"));
    }

    /// The same with a machine's clock that stands still at that moment: the deployment's clock alone moves it.
    public static ChildProgram start(Path home, Map<String, String> settings, Instant at) {
        var door = StandingClock.class;
        var ending = new ArrayList<>(Node.PATIENT.entrySet().stream()
                .map(one -> "-D" + one.getKey() + "=" + one.getValue())
                .toList());
        ending.addAll(List.of(
                "-D" + StandingClock.AT + "=" + at,
                "-classpath",
                classPath() + File.pathSeparator + alone(door),
                door.getName()));
        return start(home, settings, ending);
    }

    /// A folder that holds this one class of the tests.
    private static Path alone(Class<?> one) {
        var file = one.getName().replace('.', '/') + ".class";
        var folder = Path.of("target", "test-homes", "classes-" + one.getSimpleName())
                .toAbsolutePath()
                .normalize();
        try (var bytes = Objects.requireNonNull(one.getResourceAsStream("/" + file), file)) {
            Files.createDirectories(folder.resolve(file).resolveSibling("."));
            Files.copy(bytes, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static ChildProgram start(Path home, Map<String, String> settings, List<String> ending) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(ending);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AMPARO_") || name.startsWith("TWILIO_"));
        builder.environment().putAll(settings);
        builder.environment().put("AMPARO_HOME", home.toString());
        builder.environment().put("AMPARO_PORT", "0");
        try {
            var child = new ChildProgram(home, builder.start());
            Thread.ofPlatform().daemon().name("child").start(child::listen);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the tests: their beans stand between the program and its carrier.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void listen() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                var ready = READY.matcher(line);
                if (ready.find()) {
                    url.complete(ready.group(1));
                }
            }
        } catch (IOException e) {
            said.append(e);
        }
        url.completeExceptionally(new AssertionError("it ended before it was ready:\n" + said));
    }

    /// Where it listens, once it does.
    public String url() {
        try {
            return url.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("it ended", e);
        } catch (TimeoutException e) {
            throw new AssertionError("it is not ready:\n" + said, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Everything it wrote.
    public String said() {
        return said.toString();
    }

    /// The way into its database.
    public Deployment.Access database() {
        return EmbeddedPostgres.running(databaseFolder()).orElseThrow();
    }

    /// The process id of its database.
    public long databasePid() {
        try {
            return Long.parseLong(Files.readAllLines(databaseFolder().resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    private Path databaseFolder() {
        return home.resolve("database");
    }

    /// SIGKILL to all of them in one moment.
    public static void kill(Long... pids) {
        signal("KILL", pids);
    }

    /// SIGQUIT, which stops a database at once.
    static void quit(long pid) {
        signal("QUIT", pid);
    }

    /// SIGTERM, as a service's stop sends it.
    public void terminate() {
        signal("TERM", pid());
    }

    private static void signal(String name, Long... pids) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        Arrays.stream(pids).map(String::valueOf).forEach(command::add);
        try {
            assertTrue(new ProcessBuilder(command).start().onExit().join().exitValue() == 0, "nobody was there");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return its exit code, once it has ended
    public int exit() {
        try {
            assertTrue(process.waitFor(START.toSeconds(), TimeUnit.SECONDS), "it does not end:\n" + said);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Every process that works in its database's folder.
    public List<Long> databaseProcesses() {
        var folder = databaseFolder().resolve("data");
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> worksIn(pid).filter(folder::equals).isPresent())
                .toList();
    }

    private static Optional<Path> worksIn(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Kills it, if it still runs; its database goes with it.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
