package org.amparo.desk;

import java.time.Instant;
import org.amparo.lines.Line;
import org.amparo.responders.Responder;

/// A text of somebody who answers on that line. Printing it shows nothing of it.
///
/// @param media it came with photos, voice or files
public record DeskText(Line line, Responder person, String body, boolean media, Instant at) {
    @Override
    public String toString() {
        return "DeskText[" + line.name() + "]";
    }
}
