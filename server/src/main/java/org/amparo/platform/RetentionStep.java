package org.amparo.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one room keeps, and how it lets go of it in time. Every room that stores anything brings at least one; the
/// data sheet is written from them, and a test compares them with the database.
public interface RetentionStep {
    /// Lower ones run first. Rows that lean on others go before those.
    int FIRST = 0;
    int LAST = 100;

    /// Every table of the room, every column in its class.
    List<StoredTable> stores();

    /// What the room keeps outside the database.
    default List<StoredCopy> copies() {
        return List.of();
    }

    /// Removes what is past its time, oldest first, in the transaction of the caller, and destroys the data keys of
    /// what it removes. Called again and again until it removes less than `atMost`; running it twice does no harm.
    /// It waits for no locked row: who is just being answered is passed over, and looked at again a moment later.
    ///
    /// @param atMost remove that many rows at the very most, so that a run costs the same however much is stored
    /// @return how many rows of each class went; a step that has nothing with a time returns an empty map
    Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost);

    /// How many rows past their time are still there: once [#expire] has nothing more to remove, those it passed
    /// over because somebody had locked them. Locks nothing itself.
    default int passedOver(RetentionTimes times, Instant now) {
        return 0;
    }

    default int order() {
        return FIRST;
    }
}
