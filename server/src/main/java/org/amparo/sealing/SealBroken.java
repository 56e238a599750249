package org.amparo.sealing;

/// Something sealed does not open: its key was destroyed, it belongs to another row, or it was changed.
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBroken(Throwable cause) {
        super("a sealed value does not open", cause);
    }

    SealBroken(String message) {
        super(message);
    }
}
