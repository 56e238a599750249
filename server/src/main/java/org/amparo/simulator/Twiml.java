package org.amparo.simulator;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the words a webhook answered for the phone: `<Response><Message>…</Message></Response>`.
final class Twiml {
    private Twiml() {}

    /// The texts in it; none when it is no such document.
    static List<String> messages(String document) {
        if (document.isBlank()) {
            return List.of();
        }
        try {
            var factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            return read(factory.createXMLStreamReader(new StringReader(document.strip())));
        } catch (XMLStreamException e) {
            return List.of();
        }
    }

    private static List<String> read(XMLStreamReader xml) throws XMLStreamException {
        var messages = new ArrayList<String>();
        var words = new StringBuilder();
        int inside = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (xml.getLocalName().equals("Message")) {
                        words.setLength(0);
                        inside++;
                    }
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (inside > 0) {
                        words.append(xml.getText());
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    if (xml.getLocalName().equals("Message")) {
                        inside--;
                        messages.add(words.toString().strip());
                    }
                }
                default -> {
                    // nothing said
                }
            }
        }
        messages.removeIf(String::isEmpty);
        return messages;
    }
}
