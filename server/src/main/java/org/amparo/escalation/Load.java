package org.amparo.escalation;

/// What somebody has in hand of those who count; left messages and practice take no place.
///
/// @param held how many talks they hold
/// @param askedFirst how many more they are asked to take, and have not answered, of those who come before whoever
///     is a grown-up and in no danger: each child, and all danger together once. Danger is offered to many at a
///     time and goes to one of them; it must not fill everybody.
/// @param askedLater the same of the others
/// @param danger one that they hold is about danger
record Load(int held, int askedFirst, int askedLater, boolean danger) {
    static final Load NONE = new Load(0, 0, 0, false);

    Load askedOnceMore() {
        return new Load(held, askedFirst + 1, askedLater, danger);
    }
}
