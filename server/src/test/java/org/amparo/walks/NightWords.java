package org.amparo.walks;

import java.util.List;

/// What people text, answer, set and break in a [RandomNight]; what stands there twice is drawn twice as often.
final class NightWords {
    private NightWords() {}

    static final List<String> TEXTS = List.of(
            "9",
            "9",
            "9",
            "I want to talk to a person",
            "vreau sa vorbesc cu un om",
            "Tôi muốn nói chuyện với một người",
            "he locked the door and took my phone charger, help me",
            "ma bate acum",
            "he is hitting me please help",
            "my boss took my papers",
            "are you still there",
            "not this person",
            "1",
            "2",
            "0",
            "STOP",
            "START",
            "UNSAFE",
            "FORGET",
            "I am 14 years old");
    static final List<String> ANSWERS = List.of(
            "1",
            "1",
            "1",
            "1",
            "1",
            "2",
            "I am here, tell me more",
            "I am here, tell me more",
            "#close info",
            "#pass",
            "#give Noor",
            "#later",
            "#hours mon 10-12",
            "#note she is alone",
            "#interpreter",
            "#interpreter French",
            "#interpreter off",
            "#leave",
            "#not-me",
            "#not Leo",
            "#break",
            "#break 15",
            "#off 2h",
            "#practice",
            "#practice off",
            "#off",
            "#on",
            "#on",
            "#list",
            "#given",
            "#wrong",
            "#unsafe",
            "STOP",
            "START");
    static final List<String> SUPERVISES = List.of(
            "1",
            "1",
            "#mine",
            "#give Ana",
            "#give Leo",
            "#not Noor",
            "#warn",
            "#block",
            "#yes",
            "#no",
            "#child off she is 30",
            "#list",
            "#why",
            "#gaps",
            "#close info",
            "I am the supervisor");
    static final List<String> FAULTS = List.of(
            "calls-fail",
            "calls-too-many",
            "calls-time-out",
            "answers-lost",
            "reports-lost",
            "reports-late",
            "reports-doubled",
            "reports-reordered",
            "undelivered",
            "blocked",
            "inbound-repeated",
            "inbound-reordered");

    /// Mina speaks what nobody of the demonstration's staff does, and is on whenever she says so; House is the
    /// line of another organisation, which an own policy asks.
    static final String STAFF = """
            people:
              - { alias: House, number: "+447700900180", partner: demo, languages: { en: native, ro: fluent } }
              - alias: Mina
                number: "+447700900120"
                interprets: demo
                languages: { vi: native, en: fluent, fr: fluent }
            """;

    /// What an organisation may set for itself: a partner's line first, somebody by name, a schedule.
    static final List<String> POLICIES = List.of("""
            danger:
              steps:
                - { at: 0, ask: partner House, patience: 60 s, call: true }
                - { at: 60 s, ask: person Leo, patience: 60 s, call: true }
                - { at: 2 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true }
                - { at: 3 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true }
              marks:
                - { at: 30 s, alarm: urgent, soon: true }
                - { at: 4 min, tell: crisis-no-one, soon: true }
                - { at: 10 min, alarm: incident }
              repeat: { every: 2 min, from: 4 min }
            """, """
            normal:
              steps:
                - { at: 0, ask: person Leo, patience: 90 s }
                - { at: 2 min, ask: schedule day, patience: 60 s }
                - { at: 3 min, ask: partner House, patience: 60 s }
                - { at: 5 min, ask: interpreter, patience: 60 s }
              marks:
                - { at: 3 min, tell: waiting-still, unspoken: no-one-speaks }
                - { at: 4 min, alarm: waiting }
                - { at: 15 min, tell: no-one-free }
              repeat: { every: 5 min, from: 5 min }
            """);
}
