-- Numbers of people a responder must never talk with, as the staff file names them: a keyed hash and nothing else.
CREATE TABLE responder_conflict (
    responder_id    uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    kind            text        NOT NULL,
    address_key     bytea       NOT NULL,
    hash_generation bigint      NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT responder_conflict_once PRIMARY KEY (responder_id, kind, address_key),
    CONSTRAINT responder_conflict_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT responder_conflict_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT responder_conflict_kind CHECK (kind IN ('phone', 'whatsapp', 'rcs'))
);
CREATE INDEX responder_conflict_of_number ON responder_conflict (organisation_id, kind, address_key);
