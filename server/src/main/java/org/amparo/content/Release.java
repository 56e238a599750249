package org.amparo.content;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An immutable, published set of texts in all languages (`rulings.md` 3). Safe for use by many threads.
public interface Release {
    UUID id();

    /// 1 for the first release of a database, then rising.
    int number();

    List<Section> sections();

    /// Topics in menu order: by section, then number.
    List<Topic> topics();

    Optional<Topic> topic(String id);

    /// The facts of any text: of topics, labels and page words too.
    Optional<Phrase> phrase(String id);

    /// The text as somebody of `locale` gets it: that locale, its fallback chain, then English. A draft counts only
    /// where `drafts` is true. An id
    /// the release does not know yet has the English packed with the program. Empty only for an id nobody knows.
    Optional<ServedText> text(String id, String locale, boolean drafts);

    /// The local clause of a topic, to be appended to its article: present only where a legal reviewer signed it
    /// for this
    /// country and every parameter in it has a value in this scope (`rulings.md` 5).
    ///
    /// @param country ISO 3166 code
    Optional<ServedText> localClause(String topicId, String scope, String country, String locale, boolean drafts);

    /// The value of a parameter for an opaque scope (a line's), if it is set and not expired.
    Optional<String> value(String scope, String parameter);

    Vocabulary vocabulary();

    /// Languages in which critical texts may be served, in the order of the vocabulary; English is always one.
    List<String> offered(boolean drafts);

    /// Languages in which every topic may be served.
    List<String> complete(boolean drafts);
}
