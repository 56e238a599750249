package org.amparo.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.language.Phrases;

/// Puts a message into words: picks each piece's text by the fallback chain and fills its braces. Pure; the release
/// gives the words.
///
/// @param scope whose values fill the braces: a line's
/// @param country whose legal sign-off lets a local clause through
/// @param drafts whether machine drafts may be served
public record Wording(Release release, String scope, String country, boolean drafts) {

    /// The whole message. A piece nobody knows is left out; the content check sees to it that none is.
    public String of(List<Piece> pieces) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            of(piece)
                    .ifPresent(
                            words -> text.append(text.isEmpty() ? piece.before().strip() : piece.before())
                                    .append(text.isEmpty() && !piece.before().isBlank() ? " " : "")
                                    .append(words));
        }
        return text.toString();
    }

    /// One piece's words, its local clause included.
    public Optional<String> of(Piece piece) {
        var verbatim = piece.arguments().get(Piece.VERBATIM);
        if (verbatim != null) {
            return Optional.of(verbatim);
        }
        return release.text(piece.textId(), piece.locale(), drafts).map(text -> {
            var words = Phrases.format(text.pattern(), arguments(text.pattern(), piece.arguments()), text.locale());
            return topic(piece.textId())
                    .flatMap(id -> release.localClause(id, scope, country, text.locale(), drafts))
                    .map(clause -> words + " "
                            + Phrases.format(clause.pattern(), arguments(clause.pattern(), Map.of()), clause.locale())
                            + ".")
                    .orElse(words);
        });
    }

    /// In which locale the text really goes out; empty for an unknown text.
    public Optional<String> servedIn(String textId, String locale) {
        return release.text(textId, locale, drafts).map(ServedText::locale);
    }

    /// The topic of an article, or of its form for a line without people, which is about the same law; who is
    /// elsewhere is under another.
    private static Optional<String> topic(String textId) {
        var id = textId.endsWith(Topic.ALONE) ? textId.substring(0, textId.length() - Topic.ALONE.length()) : textId;
        return id.startsWith("topic.") && id.indexOf('.', 6) < 0 ? Optional.of(id.substring(6)) : Optional.empty();
    }

    private Map<String, Object> arguments(String pattern, Map<String, String> given) {
        var all = new LinkedHashMap<String, Object>();
        for (var name : Phrases.argumentNames(pattern)) {
            var value = given.get(name);
            if (value == null) {
                release.value(scope, name).ifPresent(found -> all.put(name, found));
            } else if (name.equals("count")) {
                all.put(name, Integer.valueOf(value));
            } else {
                all.put(name, value);
            }
        }
        return all;
    }
}
