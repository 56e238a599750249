package org.amparo.harness;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Listens to all a program says while it runs: every logger at its finest level, both kinds of loggers, standard
/// output and error, names of threads. Closing gives everything back as it was.
public final class CanaryEar implements AutoCloseable {
    private final Canary canary;
    private final Map<Logger, Level> levels = new LinkedHashMap<>();
    private final Appender appender = new Appender();
    private final JavaHandler javaHandler = new JavaHandler();
    private final java.util.logging.Level javaLevel;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<String>> said = new LinkedHashMap<>();
    private final AtomicLong heard = new AtomicLong();

    private CanaryEar(Canary canary) {
        this.canary = canary;
        var javaRoot = java.util.logging.Logger.getLogger("");
        javaLevel = javaRoot.getLevel();
        javaRoot.setLevel(java.util.logging.Level.ALL);
        javaHandler.setLevel(java.util.logging.Level.ALL);
        javaRoot.addHandler(javaHandler);
        appender.setContext(context());
        appender.start();
        context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        finest();
        System.setOut(tee(out));
        System.setErr(tee(err));
    }

    public static CanaryEar listen(Canary canary) {
        return new CanaryEar(canary);
    }

    /// Sets every logger there is to its finest level, as an operator in need might.
    public void finest() {
        for (var logger : context().getLoggerList()) {
            if (logger.getLevel() != null && logger.getLevel() != Level.TRACE) {
                levels.putIfAbsent(logger, logger.getLevel());
                logger.setLevel(Level.TRACE);
            }
        }
    }

    /// What was said at the level of errors.
    public List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    /// What one logger said.
    public List<String> said(String logger) {
        synchronized (said) {
            return List.copyOf(said.getOrDefault(logger, List.of()));
        }
    }

    /// How many log entries it has heard.
    public long heard() {
        return heard.get();
    }

    /// Looks through what was printed so far.
    public void lookAtPrinted() {
        synchronized (printed) {
            canary.look("standard output and error", printed.toByteArray());
        }
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        levels.forEach(Logger::setLevel);
        context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        appender.stop();
        var javaRoot = java.util.logging.Logger.getLogger("");
        javaRoot.removeHandler(javaHandler);
        javaRoot.setLevel(javaLevel);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private PrintStream tee(PrintStream real) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        synchronized (printed) {
                            printed.write(one);
                        }
                        // What fails the test shows there; what it says at its finest would drown it.
                        if (levels.isEmpty()) {
                            real.write(one);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    private void hear(String logger, StringBuilder words) {
        heard.incrementAndGet();
        canary.look("log of " + logger, words.toString());
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            var words = new StringBuilder(event.getLoggerName())
                    .append('\n')
                    .append(event.getThreadName())
                    .append('\n')
                    .append(event.getFormattedMessage())
                    .append('\n')
                    .append(event.getMessage())
                    .append('\n')
                    .append(Arrays.deepToString(event.getArgumentArray()))
                    .append(event.getMDCPropertyMap())
                    .append(event.getKeyValuePairs())
                    .append(event.getMarkerList());
            failure(event.getThrowableProxy(), words, 0);
            synchronized (said) {
                said.computeIfAbsent(event.getLoggerName(), _ -> new ArrayList<>())
                        .add(event.getFormattedMessage());
            }
            if (event.getLevel() == Level.ERROR) {
                errors.add(event.getFormattedMessage());
            }
            hear(event.getLoggerName(), words);
        }

        private void failure(@Nullable IThrowableProxy failure, StringBuilder words, int depth) {
            if (failure == null || depth > 20) {
                return;
            }
            words.append('\n').append(failure.getClassName()).append(": ").append(failure.getMessage());
            for (var frame : failure.getStackTraceElementProxyArray()) {
                words.append('\n').append(frame);
            }
            failure(failure.getCause(), words, depth + 1);
            for (var other : failure.getSuppressed()) {
                failure(other, words, depth + 1);
            }
        }
    }

    private final class JavaHandler extends Handler {
        @Override
        public void publish(LogRecord entry) {
            var words = new StringBuilder(String.valueOf(entry.getMessage()))
                    .append('\n')
                    .append(Arrays.deepToString(entry.getParameters()));
            for (var failure = entry.getThrown(); failure != null; failure = failure.getCause()) {
                words.append('\n').append(failure);
            }
            hear(String.valueOf(entry.getLoggerName()), words);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
