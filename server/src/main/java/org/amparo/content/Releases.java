package org.amparo.content;

/// Gives the release in force.
public interface Releases {
    Release current();
}
