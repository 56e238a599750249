-- FORGET: everything of a contact is erased once the answer has left, or 45 s later (`rulings.md` 2).
CREATE TABLE erasure (
    contact_id      uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    requested_at    timestamptz NOT NULL,
    CONSTRAINT erasure_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE INDEX erasure_by_request ON erasure (requested_at);
