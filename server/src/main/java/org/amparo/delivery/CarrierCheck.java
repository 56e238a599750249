package org.amparo.delivery;

import java.util.Set;

/// Looks whether the carrier still carries for us: a bean of the room of each carrier. Called each 5 minutes,
/// outside any transaction, by one node for all; changes nothing and sends nothing.
public interface CarrierCheck {
    /// What can be wrong.
    enum Wrong {
        /// The account cannot be reached, or is closed to us.
        ACCOUNT,
        /// There is hardly any money left in it.
        BALANCE,
        /// A line's number does not lead to us.
        WEBHOOKS
    }

    /// What is wrong now; what cannot be told while the account is not reached is left out.
    Set<Wrong> look();
}
