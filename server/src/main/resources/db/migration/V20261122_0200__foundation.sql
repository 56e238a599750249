-- What every other table rests on: which deployment this is, whose it is, its lines, and the keys that seal its rows.

-- One row: a database is `demo` or `live` from its creation, and belongs to one key set.
CREATE TABLE deployment (
    only_row            boolean     PRIMARY KEY DEFAULT true,
    mode                text        NOT NULL,
    keyset_fingerprint  text        NOT NULL,
    clock_offset_millis bigint      NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL,
    CONSTRAINT deployment_only_row CHECK (only_row),
    CONSTRAINT deployment_mode CHECK (mode IN ('demo', 'live')),
    CONSTRAINT deployment_clock_forward CHECK (clock_offset_millis >= 0)
);

CREATE TABLE organisation (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT organisation_name_once UNIQUE (name)
);

-- Our own numbers. Everything else about a line is configuration, read at each start.
CREATE TABLE line (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    name            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT line_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT line_name_once UNIQUE (organisation_id, name)
);

-- Wrapped data keys: destroying one erases all it sealed. This schema is never part of a data backup.
CREATE SCHEMA keyring;

CREATE TABLE keyring.data_key (
    owner_id   uuid        PRIMARY KEY,
    wrapped    bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
