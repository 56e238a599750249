package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;
import org.amparo.platform.ErasureStep;
import org.amparo.sealing.SealBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// FORGET reaches texts that are kept aside too: those in the database, and those in this node's journal. (A
/// journal of a node that is cut off from the database is out of reach; what it holds is at most 24 h old.)
@Singleton
final class KeptTexts implements ErasureStep {
    private static final Logger LOG = LoggerFactory.getLogger(KeptTexts.class);

    private final Contacts contacts;
    private final Addresses addresses;
    private final Unhandled unhandled;
    private final Journal journal;
    private final DroppedTexts dropped;

    KeptTexts(Contacts contacts, Addresses addresses, Unhandled unhandled, Journal journal, DroppedTexts dropped) {
        this.contacts = contacts;
        this.addresses = addresses;
        this.unhandled = unhandled;
        this.journal = journal;
        this.dropped = dropped;
    }

    @Override
    public void erase(UUID contact) {
        var found = contacts.find(contact);
        var address = address(contact);
        if (found.isPresent() && address.isPresent()) {
            int rows = unhandled.forget(addresses.all(found.get().organisationId(), address.get()));
            int lines = journal.forget(address.get());
            dropped.drop(DroppedTexts.Why.FORGOTTEN, (long) rows + lines);
        }
    }

    /// A number that cannot be read any more cannot be looked for; that must not keep anybody from being erased.
    private Optional<Address> address(UUID contact) {
        try {
            return contacts.address(contact);
        } catch (SealBroken e) {
            LOG.error("an erasure cannot read the number: texts of theirs that still wait go within a day");
            return Optional.empty();
        }
    }
}
