package org.amparo.responders;

import java.util.Set;
import java.util.UUID;

/// Says which short names of a responder nobody may give to another talk.
public interface NamesInUse {
    /// Those of talks they hold, of offers they may answer, and of alarms that stand. Works inside the caller's
    /// transaction.
    Set<String> of(UUID responder);
}
