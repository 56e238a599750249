package org.amparo.content;

/// What a listed word asks for or tells (`domain.md` D, `rulings.md` 4).
public enum WordClass {
    STOP,
    START,
    HELP,
    MENU,
    LANG,
    HUMAN,
    FORGET,
    MYDATA,
    SAFE,
    UNSAFE,
    GREET,
    /// Farewell and thanks: the text asks for nothing.
    BYE,
    DANGER,
    YES,
    NO,
    NUMBER0,
    NUMBER1,
    NUMBER2,
    NUMBER3,
    NUMBER4,
    NUMBER5,
    NUMBER6,
    NUMBER7,
    NUMBER8,
    NUMBER9,
    WRONG_NUMBER,
    CHILD,
    UNSAFE_STATE,
    QUEUE,
    FEEDBACK,
    WOMAN,
    MAN,
    /// Somebody else than who talked with them last.
    OTHER_PERSON,
    PRESS
}
