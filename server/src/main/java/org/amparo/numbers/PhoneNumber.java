package org.amparo.numbers;

import java.io.PrintStream;
import java.util.Optional;

/// A telephone number in E.164 form. Printing it never shows it; [#e164()] may be called by the edges only (a test
/// watches).
public record PhoneNumber(String e164) {
    public PhoneNumber {
        if (!e164.matches("\\+[1-9][0-9]{6,14}")) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    /// The country whose number it is, such as `RO`; empty when it tells none.
    public Optional<String> country() {
        return Countries.of(this);
    }

    @Override
    public String toString() {
        return "+***" + e164.substring(e164.length() - 2);
    }

    /// Writes it for a person to read, at the command line: a contact's, when they agreed and two people asked for
    /// it (a test watches who may).
    public void printTo(PrintStream out) {
        out.println(e164);
    }

    /// As it may be printed on a poster, such as `+44 7700 900000`: for the numbers of our own lines alone.
    public String published() {
        return Countries.international(this);
    }
}
