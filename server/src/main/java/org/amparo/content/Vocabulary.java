package org.amparo.content;

import java.util.List;
import java.util.Map;

/// All words the line understands: 30 languages, their commands, and the keywords of topics.
///
/// @param languages in the order of `content/vocabulary/`
/// @param keywords language tag to topic id to the words that ask for the topic; romanised ones included
/// @param emergencyNumbers numbers that, texted alone, mean danger (112, 911 …)
public record Vocabulary(
        List<LanguageWords> languages, Map<String, Map<String, List<String>>> keywords, List<String> emergencyNumbers) {
    public Vocabulary {
        languages = List.copyOf(languages);
        keywords = Map.copyOf(keywords);
        emergencyNumbers = List.copyOf(emergencyNumbers);
    }
}
