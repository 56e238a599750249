package org.amparo.content;

/// One of the eight menu sections; its label is the text `section.<id>`.
public record Section(String id, int number) {
    public String labelId() {
        return "section." + id;
    }
}
