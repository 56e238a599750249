package org.amparo.platform;

/// The program must not start as it is set up. The message is one line: what is wrong, and the mend.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
