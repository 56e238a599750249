/// Edge: the public information, as a small JSON API and as light web pages with a quick exit.
///
/// Face: none; it is reached by HTTP under `/api/v1` and `/`. Both show what a text to the line would be answered
/// with: the release in force, drafts only where they are switched on.
/// Never: stores or logs what somebody asked, sets a cookie, names the subject in a title, or knows who asks.
@org.jspecify.annotations.NullMarked
package org.amparo.api;
