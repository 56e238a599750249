package org.amparo.content;

/// Where something stands in the files.
///
/// @param line from 1
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
