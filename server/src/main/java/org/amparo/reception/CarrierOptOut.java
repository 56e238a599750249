package org.amparo.reception;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amparo.contacts.OptOuts.OptOut;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Effect;

/// Brings a decision into line with a carrier that answers STOP, START and HELP itself (`twilio/rules.md` 9,
/// `domain.md` E.2 "provider traps"). Where its word list and ours differ, silence wins: its answer stands and ours
/// is not sent; what a text sets going (danger, a place in the queue, erasing) goes on unheard. Pure.
final class CarrierOptOut {
    private CarrierOptOut() {}

    /// @param did what the carrier says it did with this very text
    /// @param optOut our ledger before this text
    static Decision mend(Decision decision, Optional<InboundText.CarrierDid> did, Optional<OptOut> optOut) {
        boolean blocked = optOut.filter(OptOut::atCarrier).isPresent();
        if (did.isEmpty()) {
            // Whoever asks for texts again may be let through by now; anything else would only be refused.
            return blocked && !restarts(decision) ? silent(decision) : decision;
        }
        return switch (did.get()) {
            case STOP -> stopped(decision);
            case START -> started(decision, blocked);
            case HELP -> blocked ? silent(decision) : without(decision, "sys.help");
        };
    }

    private static Decision stopped(Decision decision) {
        var effects = new ArrayList<Effect>();
        effects.add(new Effect.Stop());
        silent(decision).effects().stream()
                .filter(effect -> !(effect instanceof Effect.Stop || effect instanceof Effect.Restart))
                .forEach(effects::add);
        return with(decision, effects);
    }

    /// A word that is START to the carrier alone (YES) ends only what the carrier's own list began.
    private static Decision started(Decision decision, boolean blocked) {
        if (blocked && !restarts(decision)) {
            var effects = new ArrayList<Effect>();
            effects.add(new Effect.Restart());
            effects.addAll(silent(decision).effects());
            return with(decision, effects);
        }
        return without(decision, "sys.start");
    }

    private static boolean restarts(Decision decision) {
        return decision.effects().stream().anyMatch(Effect.Restart.class::isInstance);
    }

    private static Decision silent(Decision decision) {
        return with(
                decision,
                decision.effects().stream()
                        .filter(effect -> !(effect instanceof Effect.Say || effect instanceof Effect.RestartAsked))
                        .toList());
    }

    private static Decision without(Decision decision, String text) {
        return with(
                decision,
                decision.effects().stream()
                        .filter(effect -> !(effect instanceof Effect.Say say
                                && say.pieces().getFirst().textId().startsWith(text)))
                        .toList());
    }

    private static Decision with(Decision decision, List<Effect> effects) {
        return new Decision(decision.dialogue(), effects, decision.keepText());
    }
}
