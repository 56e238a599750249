package org.amparo.content;

import java.util.Map;

/// One piece of a message: a text of a release in a wanted locale, with arguments. A message is one or more pieces.
///
/// @param before what joins it to the piece before: a space, a line break, or a line break and a menu number
/// @param arguments beside these, the values of the line fill the braces
public record Piece(String textId, String locale, String before, Map<String, String> arguments) {
    static final String VERBATIM = "verbatim";

    public Piece {
        arguments = Map.copyOf(arguments);
    }

    public static Piece of(String textId, String locale) {
        return new Piece(textId, locale, "", Map.of());
    }

    public static Piece of(String textId, String locale, Map<String, String> arguments) {
        return new Piece(textId, locale, "", arguments);
    }

    /// Words that a line's own file gives in place of a text, under that text's id.
    public static Piece verbatim(String textId, String locale, String words) {
        return new Piece(textId, locale, "", Map.of(VERBATIM, words));
    }

    /// Without the arguments: some stand for what a person said.
    @Override
    public String toString() {
        return "Piece[" + textId + " " + locale + "]";
    }

    /// The same piece on a new line, after these characters.
    public Piece onNewLine(String start) {
        return new Piece(textId, locale, "\n" + start, arguments);
    }
}
