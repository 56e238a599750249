package org.amparo.twilio;

import java.util.Map;
import java.util.Optional;
import org.amparo.language.Locales;

/// The languages Twilio's `Say` can speak, by ours; the others have no voice there
/// (twilio.com/docs/voice/twiml/say/text-speech).
final class SpokenLanguages {
    private static final Map<String, String> VOICES = Map.ofEntries(
            Map.entry("en", "en-GB"),
            Map.entry("es", "es-ES"),
            Map.entry("fr", "fr-FR"),
            Map.entry("ro", "ro-RO"),
            Map.entry("ru", "ru-RU"),
            Map.entry("ar", "arb"),
            Map.entry("vi", "vi-VN"),
            Map.entry("th", "th-TH"),
            Map.entry("tl", "fil-PH"),
            Map.entry("hi", "hi-IN"),
            Map.entry("uk", "uk-UA"),
            Map.entry("pt", "pt-PT"),
            Map.entry("bn", "bn-IN"),
            Map.entry("id", "id-ID"),
            Map.entry("ms", "ms-MY"),
            Map.entry("zh", "cmn-CN"),
            Map.entry("am", "am-ET"),
            Map.entry("tr", "tr-TR"),
            Map.entry("bg", "bg-BG"),
            Map.entry("pl", "pl-PL"),
            Map.entry("de", "de-DE"),
            Map.entry("it", "it-IT"),
            Map.entry("nl", "nl-NL"),
            Map.entry("el", "el-GR"),
            Map.entry("hu", "hu-HU"),
            Map.entry("sr", "sr-RS"),
            Map.entry("ta", "ta-IN"),
            Map.entry("ko", "ko-KR"));

    private SpokenLanguages() {}

    /// The value of `language` for `Say`; empty when Twilio has no voice for it.
    static Optional<String> of(String locale) {
        return Optional.ofNullable(VOICES.get(Locales.base(locale)));
    }

    static Map<String, String> all() {
        return VOICES;
    }
}
