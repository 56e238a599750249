package org.amparo.contacts;

import java.io.PrintStream;
import org.amparo.numbers.PhoneNumber;

/// A contact's number that a person may see now, once. Only [AgreedNumbers] makes one; what it holds leaves by
/// [#printTo] alone, for who sits at the command line.
public final class RevealedNumber {
    private final PhoneNumber number;

    RevealedNumber(PhoneNumber number) {
        this.number = number;
    }

    public void printTo(PrintStream out) {
        number.printTo(out);
    }

    @Override
    public String toString() {
        return "RevealedNumber[]";
    }
}
