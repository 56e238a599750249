package org.amparo.content;

/// One file of `content/` or `translations/`, read whole.
///
/// @param path with forward slashes, beginning with `content/` or `translations/`
record SourceFile(String path, String text) {
    /// The file's name without folders and ending: `es` of `translations/es.xlf`.
    String stem() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
