package org.amparo.content;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A whole set of files, as small as it can be and without a fault; tests change it by a word.
final class SmallContent {
    private static final String SECTIONS = """
        sections:
          - id: before
            number: 1
            label: Before you go
        """;

    private static final String TOPICS = """
        section: before
        topics:
          - id: visa
            number: 1
            label: Visa
            text: To go or not is your choice. Ask us first.
            local: 'Visa info: {serviceName}'
            signedOff: {}
            enabling: Ask us first
            doesNotDeter: true
            audience: anyone
            force: T
            sensitive: false
            source: UDHR 13
        """;

    private static final String PHRASES = """
        phrases:
          - id: sys.welcome
            text: Hello, this is {serviceName}.
            class: reply
            maxSegments: 1
            critical: true
            when: first
          - id: sys.closed
            text: Good bye.
            class: push
            maxSegments: 1
            when: last
          - id: sys.queue
            text: '{count, plural, one {One person} other {# people}} before you.'
            class: reply
            maxSegments: 1
            when: asked
        """;

    private static final String PARAMETERS = """
        parameters:
          - name: serviceName
            meaning: neutral name
            maxLength: 18
            example: Info Line
            from: line
          - name: emergencyNumber
            meaning: police and ambulance
            maxLength: 5
            example: "112"
            from: line
          - name: count
            meaning: people before you
            maxLength: 3
            example: "3"
            from: talk
        """;

    private static final String LINE = """
        name: demo
        organisation: Open Door
        emergencyNumbers: ["112"]
        parameters:
          serviceName: {value: Info Line, source: test, verifiedOn: 2026-11-22, verifiedBy: Ana}
          emergencyNumber: {source: test, verifiedOn: 2026-11-22, verifiedBy: Ana, value: "112"}
        """;

    private static final String LINT = """
        grade: 6
        neutral:
          length: 40
          words: [danger, police]
        rules:
          - id: R05
            why: never that people should not go
            forbid: [stay at home, you should not go]
          - id: R28
            why: name the fear
            when: [your embassy]
            requireOne: [if you fear]
          - id: R24
            why: keep the limits
            in: [topic.not-*]
            requireAll: [not all]
        """;

    private static final String SPANISH = """
        <?xml version="1.0"?>
        <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">
         <file id="texts">
          <unit id="sys.welcome">
           <segment state="translated" subState="amparo:machine-draft">
            <source>Hello, this is {serviceName}.</source>
            <target>Hola, somos {serviceName}.</target>
           </segment>
          </unit>
          <unit id="sys.closed">
           <notes>
            <note category="reviewer">Ana, 2026-11-22</note>
           </notes>
           <segment state="reviewed">
            <source>Good bye.</source>
            <target>Adiós.</target>
           </segment>
          </unit>
         </file>
        </xliff>
        """;

    private static final String WORDS = """
        language: en
        name: English
        ownName: English
        confidence: high
        state: source
        words:
          STOP:
            - stop
            - { word: end, alone: true }
        """;

    private static final String KEYWORDS = """
        language: en
        state: source
        keywords:
          visa:
            - visa
            - permit
        """;

    private SmallContent() {}

    static ContentFiles files() {
        return ContentFiles.of(texts());
    }

    /// The files with some of them changed.
    ///
    /// @param changes path, change, path, change …
    static ContentFiles with(Object... changes) {
        var texts = texts();
        for (int i = 0; i < changes.length; i += 2) {
            @SuppressWarnings("unchecked")
            var change = (UnaryOperator<String>) changes[i + 1];
            texts.compute((String) changes[i], (path, text) -> change.apply(text == null ? "" : text));
        }
        return ContentFiles.of(texts);
    }

    static ContentFiles with(String path, UnaryOperator<String> change) {
        return with(new Object[] {path, change});
    }

    private static Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        texts.put("content/sections.yml", SECTIONS);
        texts.put("content/topics/before.yml", TOPICS);
        texts.put("content/phrases.yml", PHRASES);
        texts.put("content/parameters.yml", PARAMETERS);
        texts.put("content/lines/demo.yml", LINE);
        texts.put("content/lint.yml", LINT);
        texts.put("content/vocabulary/en.yml", WORDS);
        texts.put("content/keywords/en.yml", KEYWORDS);
        texts.put("translations/es.xlf", SPANISH);
        return texts;
    }
}
