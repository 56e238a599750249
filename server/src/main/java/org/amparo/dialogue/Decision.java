package org.amparo.dialogue;

import java.util.List;

/// What follows from one text.
///
/// @param effects in the order in which they are to be done
/// @param keepText the text itself is kept, sealed under the conversation's key
public record Decision(Dialogue dialogue, List<Effect> effects, boolean keepText) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
