package org.amparo;

/// The program's door.
public final class Amparo {
    private Amparo() {}

    public static void main(String[] args) {}
}
