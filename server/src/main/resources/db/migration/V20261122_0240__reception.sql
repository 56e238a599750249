-- How far the automatic part has got with somebody, and what makes a text count once whatever the carrier repeats.

-- A carrier's message id as a keyed hash: kept 400 days, since a signature never expires.
CREATE TABLE inbound_claim (
    claim_key  bytea       PRIMARY KEY,
    claimed_at timestamptz NOT NULL
);
CREATE INDEX inbound_claim_by_time ON inbound_claim (claimed_at);

-- Position in the menu, open question, kept topic, counters: never a word that was texted.
CREATE TABLE dialogue (
    contact_id      uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    position        jsonb       NOT NULL,
    changed_at      timestamptz NOT NULL,
    CONSTRAINT dialogue_once PRIMARY KEY (contact_id, line_id),
    CONSTRAINT dialogue_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT dialogue_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT dialogue_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- A text our own code failed on, sealed under the key of its day, until it is handled (at most 24 h).
CREATE TABLE unhandled (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    key_owner       uuid        NOT NULL,
    sealed          bytea       NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    CONSTRAINT unhandled_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT unhandled_line FOREIGN KEY (line_id) REFERENCES line (id)
);
CREATE INDEX unhandled_due ON unhandled (due_at);

-- A text that may go on in a next part: waits at most 4 s, sealed like an unhandled one.
CREATE TABLE waiting_part (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    contact_id      uuid        NOT NULL,
    key_owner       uuid        NOT NULL,
    sealed          bytea       NOT NULL,
    due_at          timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    CONSTRAINT waiting_part_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT waiting_part_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT waiting_part_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE
);
CREATE INDEX waiting_part_due ON waiting_part (due_at);
