package org.amparo.reception;

/// What a person is told when nothing else works: a static text in several languages, without the database
/// (`rulings.md` 1).
public interface StaticAnswers {
    /// The answer to this text; empty when there must be none (STOP, UNSAFE, FORGET, a wrong number, or one was
    /// given to this sender within the hour). Never blocks, never touches the database.
    String answer(InboundText text);
}
