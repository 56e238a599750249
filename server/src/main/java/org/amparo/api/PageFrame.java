package org.amparo.api;

import java.util.List;

/// What stands on every public page around its own part.
///
/// @param lang the page's language, which words in another one differ from
/// @param service the neutral name: all that a title ever says
/// @param exit where leaving leads to
/// @param way links back, outermost first
/// @param textUs how to reach us by text, empty when the release has no such words
/// @param draft a note above a text that is a draft, else empty
public record PageFrame(
        String lang,
        String dir,
        String service,
        Words leave,
        String exit,
        List<Link> way,
        List<Words> textUs,
        String sms,
        List<Words> draft) {

    public record Link(Words words, String href) {}
}
