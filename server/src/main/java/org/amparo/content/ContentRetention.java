package org.amparo.content;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;

/// What may be said and was said is kept: it is of nobody.
@Singleton
final class ContentRetention implements RetentionStep {
    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("catalogue")
                        .keeps(
                                RetentionClass.CONTENT,
                                "sets of topics and keywords",
                                "id",
                                "organisation_id",
                                "hash",
                                "created_at"),
                StoredTable.named("catalogue_file")
                        .keeps(
                                RetentionClass.CONTENT,
                                "sets of topics and keywords",
                                "catalogue_id",
                                "organisation_id",
                                "path",
                                "body"),
                StoredTable.named("text_version")
                        .keeps(
                                RetentionClass.CONTENT,
                                "texts and translations in all their versions, with their authors and reviewers",
                                "id",
                                "organisation_id",
                                "text_id",
                                "locale",
                                "body",
                                "source_version_id",
                                "change",
                                "state",
                                "reviewers",
                                "author",
                                "created_at"),
                StoredTable.named("rendition")
                        .keeps(
                                RetentionClass.CONTENT,
                                "texts and translations in all their versions, with their authors and reviewers",
                                "id",
                                "organisation_id",
                                "text_version_id",
                                "medium",
                                "audio",
                                "created_at"),
                StoredTable.named("value_version")
                        .keeps(
                                RetentionClass.CONTENT,
                                "numbers and rules of a country, with their sources and who checked them",
                                "id",
                                "organisation_id",
                                "scope",
                                "parameter",
                                "value",
                                "source",
                                "verified_on",
                                "verified_by",
                                "created_at"),
                StoredTable.named("release")
                        .keeps(
                                RetentionClass.CONTENT,
                                "which texts were in force when",
                                "id",
                                "organisation_id",
                                "catalogue_id",
                                "number",
                                "files_hash",
                                "created_by",
                                "created_at",
                                "published_by",
                                "published_at"),
                StoredTable.named("release_entry")
                        .keeps(
                                RetentionClass.CONTENT,
                                "which texts were in force when",
                                "release_id",
                                "organisation_id",
                                "rendition_id",
                                "value_version_id"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
