/// Locales, writing direction, fallback, phrase formatting, scripts, digits, folding: all that ICU4J does for us.
@org.jspecify.annotations.NullMarked
package org.amparo.language;
