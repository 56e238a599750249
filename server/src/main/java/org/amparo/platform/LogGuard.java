package org.amparo.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/// Keeps what people sent out of every log, whatever level or file an operator sets: the libraries below us print
/// addresses, headers, bodies and bound values at their finer levels, and any exception's message may quote them.
/// So libraries are heard from INFO upwards only, and of an exception its kinds and places are told, never its
/// message. Safe for many threads.
public final class LogGuard {
    private static final String OURS = "org.amparo";

    /// The HTTP server's own, if somebody switches it on: whole addresses, and who called.
    private static final String SERVERS_ACCESS_LOG = "HTTP_ACCESS_LOGGER";

    /// Kept, or the levels set on them would be forgotten with them.
    private static final List<java.util.logging.Logger> JAVA_LOGGERS = List.of(
            java.util.logging.Logger.getLogger("org.postgresql"),
            java.util.logging.Logger.getLogger("jdk.httpclient"),
            java.util.logging.Logger.getLogger("jdk.event"),
            java.util.logging.Logger.getLogger("sun.net"));

    private LogGuard() {}

    /// From now on, for the life of this process. Does nothing the second time.
    public static synchronized void stand() {
        JAVA_LOGGERS.forEach(logger -> logger.setLevel(java.util.logging.Level.INFO));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(Filter.class::isInstance)) {
            context.addTurboFilter(new Filter());
            context.addListener(new Again());
        }
    }

    /// A thread that dies of an exception tells where, and nothing more.
    public static void overThreads() {
        var log = LoggerFactory.getLogger(LogGuard.class);
        Thread.setDefaultUncaughtExceptionHandler(
                (_, failure) -> log.error("a thread ended ({})", FailureKind.chain(failure)));
    }

    private static final class Filter extends TurboFilter {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            boolean ours = logger.getName().startsWith(OURS);
            if (!ours && (level.toInt() < Level.INFO_INT || logger.getName().equals(SERVERS_ACCESS_LOG))) {
                return FilterReply.DENY;
            }
            var failure = thrown == null ? last(parameters) : thrown;
            if (failure == null || level.toInt() < logger.getEffectiveLevel().toInt()) {
                return FilterReply.NEUTRAL;
            }
            // a library's own words beside an exception often repeat the exception's
            var words = ours ? MessageFormatter.arrayFormat(format, parameters).getMessage() : "failure";
            logger.log(
                    marker,
                    Filter.class.getName(),
                    Level.toLocationAwareLoggerInteger(level),
                    "{} ({})",
                    new Object[] {words, FailureKind.chain(failure)},
                    null);
            return FilterReply.DENY;
        }

        private static @Nullable Throwable last(Object @Nullable [] parameters) {
            return parameters != null
                            && parameters.length > 0
                            && parameters[parameters.length - 1] instanceof Throwable failure
                    ? failure
                    : null;
        }
    }

    /// A configuration that is read anew throws filters away.
    private static final class Again implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            context.addTurboFilter(new Filter());
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
