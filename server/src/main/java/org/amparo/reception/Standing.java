package org.amparo.reception;

import java.util.Optional;
import org.amparo.contacts.OptOuts.OptOut;
import org.amparo.conversations.OpenConversation;
import org.amparo.dialogue.Situation;

/// Where a contact stands when their text comes.
///
/// @param situation what the decision looks at
/// @param optOut our ledger's row of their address
/// @param open their conversation with the line
/// @param newSession they had not written for a day
record Standing(Situation situation, Optional<OptOut> optOut, Optional<OpenConversation> open, boolean newSession) {}
