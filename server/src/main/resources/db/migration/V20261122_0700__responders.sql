-- People who answer: known by a keyed hash as contacts are, reachable through sealed addresses.
CREATE TABLE responder (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    alias           text        NOT NULL,
    gender          text,
    alert_locale    text        NOT NULL,
    zone            text        NOT NULL,
    capacity        integer     NOT NULL,
    newcomer        boolean     NOT NULL DEFAULT false,
    availability    text        NOT NULL DEFAULT 'on',
    available_until timestamptz,
    missed          integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    left_at         timestamptz,
    CONSTRAINT responder_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_gender CHECK (gender IN ('woman', 'man')),
    CONSTRAINT responder_capacity CHECK (capacity BETWEEN 1 AND 10),
    CONSTRAINT responder_availability CHECK (availability IN ('on', 'off', 'away', 'break'))
);
CREATE UNIQUE INDEX responder_alias_once ON responder (organisation_id, lower(alias)) WHERE left_at IS NULL;

-- Roles are per line.
CREATE TABLE responder_line (
    responder_id    uuid NOT NULL,
    line_id         uuid NOT NULL,
    organisation_id uuid NOT NULL,
    role            text NOT NULL,
    CONSTRAINT responder_line_once PRIMARY KEY (responder_id, line_id),
    CONSTRAINT responder_line_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_line_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT responder_line_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_line_role CHECK (role IN ('responder', 'supervisor'))
);

CREATE TABLE responder_language (
    responder_id    uuid NOT NULL,
    locale          text NOT NULL,
    organisation_id uuid NOT NULL,
    grade           text NOT NULL,
    CONSTRAINT responder_language_once PRIMARY KEY (responder_id, locale),
    CONSTRAINT responder_language_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_language_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_language_grade CHECK (grade IN ('native', 'fluent', 'basic'))
);

CREATE TABLE responder_skill (
    responder_id    uuid NOT NULL,
    skill           text NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT responder_skill_once PRIMARY KEY (responder_id, skill),
    CONSTRAINT responder_skill_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_skill_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_skill_known CHECK (skill IN ('child', 'legal', 'health', 'work'))
);

-- A number is active once it answered a code sent to it. Each address is sealed under a key of its own id.
CREATE TABLE responder_address (
    id              uuid        PRIMARY KEY,
    responder_id    uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    kind            text        NOT NULL,
    address_key     bytea       NOT NULL,
    hash_generation bigint      NOT NULL,
    sealed_address  bytea       NOT NULL,
    calls           boolean     NOT NULL DEFAULT true,
    sealed_code     bytea,
    code_sent_at    timestamptz,
    code_tries      integer     NOT NULL DEFAULT 0,
    verified_at     timestamptz,
    created_at      timestamptz NOT NULL,
    CONSTRAINT responder_address_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_address_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_address_kind CHECK (kind IN ('phone', 'whatsapp', 'rcs')),
    CONSTRAINT responder_address_once UNIQUE (organisation_id, kind, address_key)
);
CREATE INDEX responder_address_of ON responder_address (responder_id);

-- Who must not be given whose talk: asked by the contact, or set by a supervisor. Ids alone.
CREATE TABLE responder_exclusion (
    responder_id    uuid        NOT NULL,
    contact_id      uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT responder_exclusion_once PRIMARY KEY (responder_id, contact_id),
    CONSTRAINT responder_exclusion_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_exclusion_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT responder_exclusion_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
