/// Languages as such: locales and fallback, writing direction, phrase formatting, scripts, digits, folding, Zawgyi,
/// number words. All that ICU4J does for us happens here, and no type of it leaves.
///
/// Face: [Locales], [Phrases], [Folding], [Digits], [Script], [Zawgyi], [Spellout].
/// Never: knows a text, a command or a contact of ours.
@org.jspecify.annotations.NullMarked
package org.amparo.language;
