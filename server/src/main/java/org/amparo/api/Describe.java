package org.amparo.api;

/// Words of the API's description that are needed more than once.
final class Describe {
    static final String TAG = "information";
    static final String BAD_QUERY = "a parameter makes no sense, or was given twice";
    static final String LINE = "name of the line whose numbers fill the texts; default the first one served";
    static final String LANG = "BCP 47 tag of the language wanted. One that is not offered gets the nearest offered"
            + " one, English if none is near; the answer names it. Default by Accept-Language, then English";

    private Describe() {}
}
