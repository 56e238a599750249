package org.amparo.content;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The releases of this database (`rulings.md` 3). The first start publishes release 1 from the files; files never
/// seen before become a draft, which [#publish] brings into force, and a demonstration at once.
///
/// Safe for many threads. A release published on another node is seen within a second; while the database is away
/// the last one stays in force.
@Context
public final class StoredReleases implements Releases {
    private static final Logger LOG = LoggerFactory.getLogger(StoredReleases.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final InstantSource time;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile FileRelease current;
    private volatile Instant lookedAt;

    @Inject
    StoredReleases(
            Jdbi jdbi,
            InstantSource time,
            @Property(name = "amparo.demo", defaultValue = "false") boolean demo,
            @Nullable @Property(name = "amparo.content") String content,
            @Nullable @Property(name = "amparo.translations") String translations) {
        this(
                jdbi,
                time,
                demo,
                ContentFiles.packedOr(path(content), path(translations)),
                content != null || translations != null);
    }

    /// @param checked whether the files are checked before they are imported: the packed ones were, by the build
    StoredReleases(Jdbi jdbi, InstantSource time, boolean demo, ContentFiles files, boolean checked) {
        this.jdbi = jdbi;
        this.time = time;
        this.lookedAt = time.instant();
        jdbi.useTransaction(handle -> take(handle, files, demo, checked));
        this.current = jdbi.withHandle(handle ->
                load(handle, ReleaseRows.inForce(handle).orElseThrow(() -> new IllegalStateException("no release"))));
    }

    /// The releases of a database for a command that runs without the server; unknown files are imported as at a
    /// start.
    public static StoredReleases of(Jdbi jdbi, InstantSource time, boolean demo, ContentFiles files) {
        return new StoredReleases(jdbi, time, demo, files, true);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    @Override
    public Release current() {
        if (Duration.between(lookedAt, time.instant()).abs().compareTo(LOOK) >= 0) {
            refresh();
        }
        return current;
    }

    /// Looks for a newer release now. Keeps the one it has when the database is away or another thread is looking.
    public void refresh() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            lookedAt = time.instant();
            jdbi.useHandle(handle -> {
                var row = ReleaseRows.inForce(handle);
                if (row.isPresent() && !row.get().id().equals(current.id())) {
                    current = load(handle, row.get());
                    LOG.info("release {} is in force", row.get().number());
                }
            });
        } catch (JdbiException e) {
            LOG.warn("the database is away; release {} stays in force", current.number());
        } finally {
            looking.unlock();
        }
    }

    /// Brings the newest draft into force, on this node at once.
    ///
    /// @param by who says so, for the record
    /// @return its number; empty when there is no draft newer than the release in force
    public OptionalInt publish(String by) {
        var number = jdbi.inTransaction(handle -> {
            var rows = rows(handle, "");
            rows.lock();
            return rows.newestDraft()
                    .map(draft -> OptionalInt.of(rows.publish(draft, by)))
                    .orElse(OptionalInt.empty());
        });
        refresh();
        return number;
    }

    /// Makes a draft of files never seen before, and publishes it where that is due.
    private void take(Handle handle, ContentFiles files, boolean demo, boolean checked) {
        var hash = ReleaseImport.filesHash(files);
        var rows = rows(handle, organisation(files));
        rows.lock();
        if (rows.known(hash)) {
            return;
        }
        boolean first = ReleaseRows.inForce(handle).isEmpty();
        var findings = new ArrayList<Finding>();
        var content = ContentReader.read(files, findings);
        if (checked) {
            ContentCheck.check(files, content, findings);
        }
        var errors =
                ContentCheck.sorted(findings).stream().filter(Finding::error).toList();
        if (!errors.isEmpty()) {
            refuse(errors, first);
            return;
        }
        var draft = new ReleaseImport(rows).draft(content, files, hash);
        if (first || demo) {
            var number = rows.publish(draft, first ? "first start" : "demonstration");
            LOG.info("published release {} from the files", number);
        } else {
            LOG.info("the files hold something new: a draft release waits for `publish`");
        }
    }

    private static void refuse(List<Finding> errors, boolean first) {
        var more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        if (first) {
            throw new StartRefused("the texts cannot be served: " + errors.getFirst() + more);
        }
        LOG.error("the new texts are not taken in, the release in force stays: {}{}", errors.getFirst(), more);
    }

    private ReleaseRows rows(Handle handle, String organisation) {
        var now = time.instant();
        return new ReleaseRows(handle, ReleaseRows.organisation(handle, organisation, now), now);
    }

    /// The organisation of the first line: the texts are its.
    private static String organisation(ContentFiles files) {
        return files.under("content/lines/").stream()
                .flatMap(file -> YamlValue.read(file, new ArrayList<>()).stream())
                .flatMap(root -> Optional.ofNullable(root.text("organisation")).stream())
                .findFirst()
                .orElseThrow(
                        () -> new StartRefused(
                                "there is no line in content/lines/ that names its `organisation`: the texts belong to nobody"));
    }

    private FileRelease load(Handle handle, ReleaseRows.Row row) {
        var files = ReleaseRows.catalogueFiles(handle, row.catalogue());
        var content = ContentReader.read(files, new ArrayList<>())
                .with(ReleaseRows.texts(handle, row.id()), ReleaseRows.values(handle, row.id()));
        return new FileRelease(row.id(), row.number(), content, time, StandIns::packed);
    }
}
