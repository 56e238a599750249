package org.amparo.escalation;

/// What somebody has in hand of those who count; left messages and practice take no place.
///
/// @param held how many talks they hold
/// @param asked how many more they are asked to take, and have not answered
/// @param danger one that they hold is about danger
record Load(int held, int asked, boolean danger) {
    static final Load NONE = new Load(0, 0, false);

    Load askedOnceMore() {
        return new Load(held, asked + 1, danger);
    }
}
