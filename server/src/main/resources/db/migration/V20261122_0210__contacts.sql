-- People who write to us: known by a keyed hash, reachable through a sealed address, never in clear.
CREATE TABLE contact (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    kind            text        NOT NULL,
    address_key     bytea       NOT NULL,
    hash_generation bigint      NOT NULL,
    sealed_address  bytea,
    locale          text,
    locale_chosen   boolean     NOT NULL DEFAULT false,
    child_possible  boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL,
    last_inbound_at timestamptz NOT NULL,
    CONSTRAINT contact_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT contact_kind CHECK (kind IN ('phone', 'whatsapp', 'rcs')),
    CONSTRAINT contact_once UNIQUE (organisation_id, kind, address_key)
);
CREATE INDEX contact_by_last_inbound ON contact (last_inbound_at);

-- The one row the sending gate reads before each text to a contact of a line.
CREATE TABLE sending_state (
    contact_id        uuid        NOT NULL,
    line_id           uuid        NOT NULL,
    organisation_id   uuid        NOT NULL,
    safe              text        NOT NULL DEFAULT 'unknown',
    safe_until        timestamptz,
    unsafe_since      timestamptz,
    stopped_since     timestamptz,
    last_inbound_at   timestamptz NOT NULL,
    silenced_at       timestamptz,
    window_from       timestamptz,
    window_until      timestamptz,
    window_suspended  boolean     NOT NULL DEFAULT false,
    CONSTRAINT sending_state_once PRIMARY KEY (contact_id, line_id),
    CONSTRAINT sending_state_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT sending_state_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT sending_state_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT sending_state_safe CHECK (safe IN ('unknown', 'yes', 'unsure', 'no'))
);

-- Our own opt-out ledger: a keyed hash and nothing else; it survives FORGET.
CREATE TABLE opt_out (
    line_id           uuid        NOT NULL,
    organisation_id   uuid        NOT NULL,
    kind              text        NOT NULL,
    address_key       bytea       NOT NULL,
    hash_generation   bigint      NOT NULL,
    stopped_at        timestamptz NOT NULL,
    restart_asked_at  timestamptz,
    CONSTRAINT opt_out_once PRIMARY KEY (line_id, kind, address_key),
    CONSTRAINT opt_out_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT opt_out_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT opt_out_kind CHECK (kind IN ('phone', 'whatsapp', 'rcs'))
);
