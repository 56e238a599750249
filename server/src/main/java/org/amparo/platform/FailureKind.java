package org.amparo.platform;

/// Tells of a failure what a log may hold: its kind and where it struck, without its message, which may hold what
/// somebody texted.
public final class FailureKind {
    private FailureKind() {}

    /// Of the deepest cause.
    public static String of(Throwable failure) {
        Throwable root = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        var where = root.getStackTrace().length == 0 ? "" : " at " + root.getStackTrace()[0];
        return root.getClass().getSimpleName() + where;
    }
}
