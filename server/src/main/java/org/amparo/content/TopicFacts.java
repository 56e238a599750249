package org.amparo.content;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the files say of a topic beside its texts.
///
/// @param enabling words of the article that make a journey safer (rule R05)
/// @param doesNotDeter a reviewer's tick: it keeps nobody from going
/// @param signedOff country to who signed the local clause there, and when
record TopicFacts(
        Topic topic,
        String force,
        @Nullable String enabling,
        boolean doesNotDeter,
        Map<String, String> signedOff,
        Place place) {
    TopicFacts {
        signedOff = Map.copyOf(signedOff);
    }
}
