package org.amparo.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Handle;

/// The SQL of releases. Every method runs on the handle it was made with, and so in its transaction.
final class ReleaseRows {
    private final Handle handle;
    private final UUID organisation;
    private final Instant now;

    ReleaseRows(Handle handle, UUID organisation, Instant now) {
        this.handle = handle;
        this.organisation = organisation;
        this.now = now;
    }

    /// A published release.
    record Row(UUID id, UUID catalogue, int number) {}

    /// A text as it was last imported or edited.
    record TextRow(UUID id, UUID rendition, String body, ReviewState state, String reviewers, Optional<UUID> source) {}

    /// A text to be written.
    ///
    /// @param source the English version a translation was made from
    /// @param typo only marks, case or spaces differ from the version before
    record NewText(SourceText text, Optional<UUID> source, boolean typo) {}

    /// Whose texts these are: the organisation that published before, else the named one, made if need be.
    static UUID organisation(Handle handle, String name, Instant now) {
        var before = handle.createQuery("SELECT organisation_id FROM release ORDER BY created_at LIMIT 1")
                .mapTo(UUID.class)
                .findOne();
        if (before.isPresent()) {
            return before.get();
        }
        handle.createUpdate(
                        "INSERT INTO organisation (id, name, created_at) VALUES (:id, :name, :now) ON CONFLICT DO NOTHING")
                .bind("id", Ids.next(now))
                .bind("name", name)
                .bind("now", now)
                .execute();
        return handle.createQuery("SELECT id FROM organisation WHERE name = :name")
                .bind("name", name)
                .mapTo(UUID.class)
                .one();
    }

    /// The release in force, if there is one.
    static Optional<Row> inForce(Handle handle) {
        return handle.createQuery("""
            SELECT id, catalogue_id, number FROM release
             WHERE number IS NOT NULL
             ORDER BY number DESC LIMIT 1
            """)
                .map((row, context) ->
                        new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3)))
                .findOne();
    }

    /// Lets one node at a time change releases, until the end of the transaction.
    void lock() {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtext('amparo releases'))")
                .mapToMap()
                .list();
    }

    boolean known(String filesHash) {
        return handle.createQuery(
                                "SELECT count(*) FROM release WHERE organisation_id = :organisation AND files_hash = :hash")
                        .bind("organisation", organisation)
                        .bind("hash", filesHash)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    UUID catalogue(String hash, SortedMap<String, String> files) {
        var known = handle.createQuery(
                        "SELECT id FROM catalogue WHERE organisation_id = :organisation AND hash = :hash")
                .bind("organisation", organisation)
                .bind("hash", hash)
                .mapTo(UUID.class)
                .findOne();
        if (known.isPresent()) {
            return known.get();
        }
        var id = Ids.next(now);
        handle.createUpdate("""
            INSERT INTO catalogue (id, organisation_id, hash, created_at) VALUES (:id, :organisation, :hash, :now)
            """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
        var batch = handle.prepareBatch("""
            INSERT INTO catalogue_file (catalogue_id, organisation_id, path, body)
            VALUES (:catalogue, :organisation, :path, :body)
            """);
        files.forEach((path, body) -> batch.bind("catalogue", id)
                .bind("organisation", organisation)
                .bind("path", path)
                .bind("body", body)
                .add());
        batch.execute();
        return id;
    }

    static ContentFiles catalogueFiles(Handle handle, UUID catalogue) {
        var files = new TreeMap<String, String>();
        handle.createQuery("SELECT path, body FROM catalogue_file WHERE catalogue_id = :id")
                .bind("id", catalogue)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(file -> files.put(file.getKey(), file.getValue()));
        return ContentFiles.of(files);
    }

    /// The newest version of every text, by `locale id`.
    Map<String, TextRow> newestTexts() {
        var texts = new HashMap<String, TextRow>();
        handle.createQuery("""
            SELECT DISTINCT ON (t.locale, t.text_id)
                   t.locale || ' ' || t.text_id AS key, t.id, r.id AS rendition, t.body, t.state, t.reviewers,
                   t.source_version_id
              FROM text_version t
              JOIN rendition r ON r.text_version_id = t.id AND r.medium = 'text'
             WHERE t.organisation_id = :organisation
             ORDER BY t.locale, t.text_id, t.created_at DESC, t.id DESC
            """)
                .bind("organisation", organisation)
                .map((row, context) -> Map.entry(
                        row.getString("key"),
                        new TextRow(
                                row.getObject("id", UUID.class),
                                row.getObject("rendition", UUID.class),
                                row.getString("body"),
                                state(row.getString("state")),
                                row.getString("reviewers"),
                                Optional.ofNullable(row.getObject("source_version_id", UUID.class)))))
                .forEach(text -> texts.put(text.getKey(), text.getValue()));
        return texts;
    }

    /// Writes new versions with their renditions, in the same order.
    List<TextRow> addTexts(List<NewText> texts) {
        var rows = texts.stream()
                .map(added -> new TextRow(
                        Ids.next(now),
                        Ids.next(now),
                        added.text().pattern(),
                        added.text().state(),
                        added.text().reviewers(),
                        added.source()))
                .toList();
        if (rows.isEmpty()) {
            return rows;
        }
        var versions = handle.prepareBatch("""
            INSERT INTO text_version (id, organisation_id, text_id, locale, body, source_version_id, change, state,
                                      reviewers, author, created_at)
            VALUES (:id, :organisation, :text, :locale, :body, CAST(:source AS uuid), :change, :state, :reviewers, 'files', :now)
            """);
        var renditions = handle.prepareBatch("""
            INSERT INTO rendition (id, organisation_id, text_version_id, medium, created_at)
            VALUES (:id, :organisation, :version, 'text', :now)
            """);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            versions.bind("id", row.id())
                    .bind("organisation", organisation)
                    .bind("text", texts.get(i).text().id())
                    .bind("locale", texts.get(i).text().locale())
                    .bind("body", row.body())
                    .bind("source", row.source().orElse(null))
                    .bind("change", texts.get(i).typo() ? "typo" : "meaning")
                    .bind("state", state(row.state()))
                    .bind("reviewers", row.reviewers())
                    .bind("now", now)
                    .add();
            renditions
                    .bind("id", row.rendition())
                    .bind("organisation", organisation)
                    .bind("version", row.id())
                    .bind("now", now)
                    .add();
        }
        versions.execute();
        renditions.execute();
        return rows;
    }

    /// The version of a value, a new one where it differs from the newest.
    UUID value(LineValue value) {
        var newest = handle.createQuery("""
            SELECT id, value, source, verified_on, verified_by FROM value_version
             WHERE organisation_id = :organisation AND scope = :scope AND parameter = :parameter
             ORDER BY created_at DESC, id DESC LIMIT 1
            """)
                .bind("organisation", organisation)
                .bind("scope", value.scope())
                .bind("parameter", value.parameter())
                .map((row, context) -> Map.entry(
                        row.getObject("id", UUID.class),
                        List.of(
                                row.getString("value"),
                                row.getString("source"),
                                row.getObject("verified_on", LocalDate.class).toString(),
                                row.getString("verified_by"))))
                .findOne();
        var wanted = List.of(value.value(), value.source(), value.verifiedOn().toString(), value.verifiedBy());
        if (newest.isPresent() && newest.get().getValue().equals(wanted)) {
            return newest.get().getKey();
        }
        var id = Ids.next(now);
        handle.createUpdate("""
            INSERT INTO value_version (id, organisation_id, scope, parameter, value, source, verified_on, verified_by,
                                       created_at)
            VALUES (:id, :organisation, :scope, :parameter, :value, :source, :on, :by, :now)
            """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("scope", value.scope())
                .bind("parameter", value.parameter())
                .bind("value", value.value())
                .bind("source", value.source())
                .bind("on", value.verifiedOn())
                .bind("by", value.verifiedBy())
                .bind("now", now)
                .execute();
        return id;
    }

    /// A draft release of these renditions and values.
    UUID draft(UUID catalogue, String filesHash, List<UUID> renditions, List<UUID> values) {
        var id = Ids.next(now);
        handle.createUpdate("""
            INSERT INTO release (id, organisation_id, catalogue_id, files_hash, created_by, created_at)
            VALUES (:id, :organisation, :catalogue, :hash, 'files', :now)
            """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("catalogue", catalogue)
                .bind("hash", filesHash)
                .bind("now", now)
                .execute();
        entries(id, "rendition_id", renditions);
        entries(id, "value_version_id", values);
        return id;
    }

    private void entries(UUID release, String column, List<UUID> things) {
        var batch = handle.prepareBatch("INSERT INTO release_entry (release_id, organisation_id, " + column
                + ") VALUES (:release, :organisation, :thing)");
        things.forEach(thing -> batch.bind("release", release)
                .bind("organisation", organisation)
                .bind("thing", thing)
                .add());
        if (!things.isEmpty()) {
            batch.execute();
        }
    }

    /// The newest draft made after the release in force.
    Optional<UUID> newestDraft() {
        return handle.createQuery("""
            SELECT id FROM release
             WHERE organisation_id = :organisation AND number IS NULL
               AND created_at >= (SELECT coalesce(max(published_at), '-infinity') FROM release
                                   WHERE organisation_id = :organisation)
             ORDER BY created_at DESC, id DESC LIMIT 1
            """)
                .bind("organisation", organisation)
                .mapTo(UUID.class)
                .findOne();
    }

    /// Gives a draft the next number: from now on it is in force.
    int publish(UUID draft, String by) {
        return handle.createQuery("""
            UPDATE release
               SET published_by = :by, published_at = :now,
                   number = (SELECT coalesce(max(number), 0) + 1 FROM release WHERE organisation_id = :organisation)
             WHERE id = :id
            RETURNING number
            """)
                .bind("id", draft)
                .bind("organisation", organisation)
                .bind("by", by)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /// The texts of a release by locale and id.
    static SortedMap<String, SortedMap<String, SourceText>> texts(Handle handle, UUID release) {
        var texts = new TreeMap<String, SortedMap<String, SourceText>>();
        handle.createQuery("""
            SELECT t.text_id, t.locale, t.body, t.state, t.reviewers, s.body AS translated
              FROM release_entry e
              JOIN rendition r ON r.id = e.rendition_id AND r.medium = 'text'
              JOIN text_version t ON t.id = r.text_version_id
              LEFT JOIN text_version s ON s.id = t.source_version_id
             WHERE e.release_id = :release
            """)
                .bind("release", release)
                .map((row, context) -> new SourceText(
                        row.getString("text_id"),
                        row.getString("locale"),
                        row.getString("body"),
                        state(row.getString("state")),
                        row.getString("translated"),
                        row.getString("reviewers"),
                        null,
                        new Place("release", 1)))
                .forEach(text -> texts.computeIfAbsent(text.locale(), locale -> new TreeMap<>())
                        .put(text.id(), text));
        return texts;
    }

    static List<LineValue> values(Handle handle, UUID release) {
        return handle.createQuery("""
            SELECT v.scope, v.parameter, v.value, v.source, v.verified_on, v.verified_by
              FROM release_entry e
              JOIN value_version v ON v.id = e.value_version_id
             WHERE e.release_id = :release
            """)
                .bind("release", release)
                .map((row, context) -> new LineValue(
                        row.getString("scope"),
                        row.getString("parameter"),
                        row.getString("value"),
                        row.getString("source"),
                        row.getObject("verified_on", LocalDate.class),
                        row.getString("verified_by"),
                        new Place("release", 1)))
                .list();
    }

    private static String state(ReviewState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ReviewState state(String column) {
        return ReviewState.valueOf(column.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
