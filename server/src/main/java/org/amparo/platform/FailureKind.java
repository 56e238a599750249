package org.amparo.platform;

import java.sql.SQLException;

/// Tells of a failure what a log may hold: its kind, the database's code for it, and where it struck, without its
/// message, which may hold what somebody texted.
public final class FailureKind {
    private FailureKind() {}

    /// Of the deepest cause.
    public static String of(Throwable failure) {
        Throwable root = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return one(root);
    }

    /// Of the failure and each of its causes, the outermost first.
    public static String chain(Throwable failure) {
        var told = new StringBuilder(one(failure));
        var cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            told.append(", of ").append(one(cause));
            cause = cause.getCause();
        }
        return told.toString();
    }

    /// It lost against somebody who wanted the same rows (PostgreSQL's class 40, and 55P03 of a lock that was not
    /// waited for any longer): nothing is wrong with the work, and it may be done at once.
    public static boolean gaveWay(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database
                    && database.getSQLState() != null
                    && (database.getSQLState().startsWith("40")
                            || database.getSQLState().equals("55P03"))) {
                return true;
            }
        }
        return false;
    }

    private static String one(Throwable failure) {
        var trace = failure.getStackTrace();
        var state = failure instanceof SQLException database ? " " + database.getSQLState() : "";
        return failure.getClass().getSimpleName() + state + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /// The program itself is at its end (no memory, a broken machine): nothing more can be relied on. A stack that
    /// overflowed is not that: it is gone with the call that filled it.
    public static boolean dying(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }
}
