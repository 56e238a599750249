-- What may be said, and what was said: texts and values as versions, and releases, the immutable sets of them that reach people.

-- What texts hang on: sections, topics, classes, vocabulary, keywords, as the files say it. Shared by releases.
CREATE TABLE catalogue (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    hash            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT catalogue_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT catalogue_once UNIQUE (organisation_id, hash)
);

CREATE TABLE catalogue_file (
    catalogue_id    uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    path            text        NOT NULL,
    body            text        NOT NULL,
    CONSTRAINT catalogue_file_once PRIMARY KEY (catalogue_id, path),
    CONSTRAINT catalogue_file_catalogue FOREIGN KEY (catalogue_id) REFERENCES catalogue (id),
    CONSTRAINT catalogue_file_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- A text in one locale. A translation names the English version it was made from, so a stale one shows by itself.
CREATE TABLE text_version (
    id                uuid        PRIMARY KEY,
    organisation_id   uuid        NOT NULL,
    text_id           text        NOT NULL,
    locale            text        NOT NULL,
    body              text        NOT NULL,
    source_version_id uuid,
    change            text        NOT NULL,
    state             text        NOT NULL,
    reviewers         text        NOT NULL DEFAULT '',
    author            text        NOT NULL,
    created_at        timestamptz NOT NULL,
    CONSTRAINT text_version_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT text_version_source FOREIGN KEY (source_version_id) REFERENCES text_version (id),
    CONSTRAINT text_version_change CHECK (change IN ('meaning', 'typo')),
    CONSTRAINT text_version_state CHECK (state IN ('source', 'machine-draft', 'reviewed')),
    CONSTRAINT text_version_source_is_english CHECK ((state = 'source') = (locale = 'en'))
);
CREATE INDEX text_version_of_text ON text_version (organisation_id, text_id, locale, created_at);

-- How a text is told: as the text it is, or read out by somebody.
CREATE TABLE rendition (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    text_version_id uuid        NOT NULL,
    medium          text        NOT NULL,
    audio           bytea,
    created_at      timestamptz NOT NULL,
    CONSTRAINT rendition_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT rendition_text_version FOREIGN KEY (text_version_id) REFERENCES text_version (id),
    CONSTRAINT rendition_medium CHECK (medium IN ('text', 'audio')),
    CONSTRAINT rendition_audio CHECK ((audio IS NOT NULL) = (medium = 'audio'))
);
CREATE UNIQUE INDEX rendition_one_text ON rendition (text_version_id) WHERE medium = 'text';

-- A number, a name, a rule of a country, for a scope such as a line: never without where it comes from.
CREATE TABLE value_version (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    scope           text        NOT NULL,
    parameter       text        NOT NULL,
    value           text        NOT NULL,
    source          text        NOT NULL,
    verified_on     date        NOT NULL,
    verified_by     text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT value_version_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE INDEX value_version_of_parameter ON value_version (organisation_id, scope, parameter, created_at);

-- Numbered when it is published; the highest number is the one in force. files_hash: the files it was imported from.
CREATE TABLE release (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    catalogue_id    uuid        NOT NULL,
    number          integer,
    files_hash      text,
    created_by      text        NOT NULL,
    created_at      timestamptz NOT NULL,
    published_by    text,
    published_at    timestamptz,
    CONSTRAINT release_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT release_catalogue FOREIGN KEY (catalogue_id) REFERENCES catalogue (id),
    CONSTRAINT release_number_once UNIQUE (organisation_id, number),
    CONSTRAINT release_number_rises CHECK (number >= 1),
    CONSTRAINT release_files_once UNIQUE (organisation_id, files_hash),
    CONSTRAINT release_published CHECK ((number IS NULL) = (published_at IS NULL)
        AND (published_at IS NULL) = (published_by IS NULL))
);

CREATE TABLE release_entry (
    release_id       uuid NOT NULL,
    organisation_id  uuid NOT NULL,
    rendition_id     uuid,
    value_version_id uuid,
    CONSTRAINT release_entry_release FOREIGN KEY (release_id) REFERENCES release (id),
    CONSTRAINT release_entry_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT release_entry_rendition FOREIGN KEY (rendition_id) REFERENCES rendition (id),
    CONSTRAINT release_entry_value FOREIGN KEY (value_version_id) REFERENCES value_version (id),
    CONSTRAINT release_entry_one_thing CHECK ((rendition_id IS NULL) <> (value_version_id IS NULL)),
    CONSTRAINT release_entry_rendition_once UNIQUE (release_id, rendition_id),
    CONSTRAINT release_entry_value_once UNIQUE (release_id, value_version_id)
);
