package org.amparo.reception;

import java.time.Instant;
import java.util.List;
import org.amparo.contacts.Contact;
import org.amparo.content.Release;
import org.amparo.lines.Line;
import org.amparo.numbers.AddressKey;
import org.amparo.reading.Reading;

/// A contact's text that has come and was read.
///
/// @param contact as they were before it
/// @param keys the keyed hashes of their address, the newest first
/// @param release in force: it was read with its vocabulary, and is answered in its words
record Heard(InboundText text, Contact contact, List<AddressKey> keys, Release release, Reading reading, Instant now) {
    Heard {
        keys = List.copyOf(keys);
    }

    Line line() {
        return text.line();
    }
}
