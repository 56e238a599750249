package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.content.Release;
import org.amparo.content.Releases;
import org.amparo.reading.Reader;

/// The reader of the release in force; built once a release. Safe for many threads.
@Singleton
final class Readers {
    private record Built(Release release, Reader reader) {}

    private final Releases releases;
    private volatile Built built;

    Readers(Releases releases) {
        this.releases = releases;
        this.built = build(releases.current());
    }

    Reader of(Release release) {
        var known = built;
        if (!known.release().id().equals(release.id())) {
            known = build(release);
            built = known;
        }
        return known.reader();
    }

    /// The last one built: works without the database.
    Reader last() {
        return built.reader();
    }

    /// The release the last reader was built for: at hand without the database.
    Release lastRelease() {
        return built.release();
    }

    Release current() {
        return releases.current();
    }

    private static Built build(Release release) {
        return new Built(release, Reader.of(release.vocabulary()));
    }
}
