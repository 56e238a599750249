/// What may be said, and in which words: topics, system texts, vocabulary, country values, translations, releases.
///
/// Face: [Releases] gives the [Release] in force; everything a release holds is immutable.
/// Never: knows a line (values are keyed by an opaque scope), or talks to a contact.
@org.jspecify.annotations.NullMarked
package org.amparo.content;
