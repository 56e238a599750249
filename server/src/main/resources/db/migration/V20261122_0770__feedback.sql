-- What people tell us about ourselves, for whoever supervises: the words sealed, each under a key of its own. The
-- sender is a keyed hash alone, so that FORGET and MYDATA find it; no number is kept for it.
CREATE TABLE feedback (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    address_key     bytea       NOT NULL,
    hash_generation bigint      NOT NULL,
    locale          text        NOT NULL,
    sealed          bytea       NOT NULL,
    came_at         timestamptz NOT NULL,
    told_at         timestamptz,
    read_at         timestamptz,
    CONSTRAINT feedback_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT feedback_line FOREIGN KEY (line_id) REFERENCES line (id)
);
CREATE INDEX feedback_of_sender ON feedback (address_key);
CREATE INDEX feedback_unread ON feedback (line_id, came_at) WHERE read_at IS NULL;
CREATE INDEX feedback_came ON feedback (came_at);
