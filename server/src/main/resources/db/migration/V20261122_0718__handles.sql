-- Short names under which a responder knows a talk: unique for 24 hours after they were last used. No key to the
-- conversation: once it is erased, its name still gets a kind answer.
CREATE TABLE handle (
    responder_id    uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    name            text        NOT NULL,
    used_at         timestamptz NOT NULL,
    CONSTRAINT handle_once PRIMARY KEY (responder_id, conversation_id),
    CONSTRAINT handle_name_once UNIQUE (responder_id, name),
    CONSTRAINT handle_name CHECK (name ~ '^[B-Z][0-9]$'),
    CONSTRAINT handle_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT handle_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE INDEX handle_by_time ON handle (used_at);
