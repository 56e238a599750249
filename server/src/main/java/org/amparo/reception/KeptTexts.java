package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.numbers.Addresses;
import org.amparo.platform.ErasureStep;

/// FORGET reaches texts that are kept aside too: those in the database, and those in this node's journal. (A
/// journal of a node that is cut off from the database is out of reach; what it holds is at most 24 h old.)
@Singleton
final class KeptTexts implements ErasureStep {
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
        var address = contacts.address(contact);
        if (found.isPresent() && address.isPresent()) {
            int rows = unhandled.forget(addresses.all(found.get().organisationId(), address.get()));
            int lines = journal.forget(address.get());
            dropped.drop(DroppedTexts.Why.FORGOTTEN, (long) rows + lines);
        }
    }
}
