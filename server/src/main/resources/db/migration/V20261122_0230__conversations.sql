-- The thread between a contact and a line; from *waiting* on every text is kept, sealed under the conversation's key.
CREATE TABLE conversation (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    contact_id      uuid        NOT NULL,
    status          text        NOT NULL,
    priority        text        NOT NULL,
    locale          text        NOT NULL,
    languages       text        NOT NULL DEFAULT '',
    child_possible  boolean     NOT NULL DEFAULT false,
    danger_at       timestamptz,
    waiting_since   timestamptz,
    due_at          timestamptz,
    consent         text        NOT NULL DEFAULT 'none',
    opened_at       timestamptz NOT NULL,
    closed_at       timestamptz,
    close_reason    text,
    CONSTRAINT conversation_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT conversation_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT conversation_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT conversation_status CHECK (status IN ('automatic', 'waiting', 'held', 'parked', 'left', 'closed')),
    CONSTRAINT conversation_priority CHECK (priority IN ('danger', 'child', 'normal')),
    CONSTRAINT conversation_consent CHECK (consent IN ('none', 'asked', 'yes', 'no', 'child-notice')),
    CONSTRAINT conversation_closed CHECK ((closed_at IS NOT NULL) = (status = 'closed'))
);
CREATE UNIQUE INDEX conversation_one_open ON conversation (contact_id, line_id) WHERE closed_at IS NULL;
CREATE INDEX conversation_waiting ON conversation (line_id, priority, waiting_since) WHERE status = 'waiting';

CREATE TABLE participant (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    kind            text        NOT NULL,
    person_id       uuid        NOT NULL,
    joined_at       timestamptz NOT NULL,
    left_at         timestamptz,
    CONSTRAINT participant_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT participant_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT participant_kind CHECK (kind IN ('contact', 'responder', 'interpreter', 'supervisor'))
);
CREATE INDEX participant_of_conversation ON participant (conversation_id);

CREATE TABLE message (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    author_id       uuid,
    direction       text        NOT NULL,
    medium          text        NOT NULL,
    mark            text,
    reply_to        uuid,
    said_at         timestamptz NOT NULL,
    CONSTRAINT message_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT message_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT message_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT message_author FOREIGN KEY (author_id) REFERENCES participant (id),
    CONSTRAINT message_direction CHECK (direction IN ('in', 'out')),
    CONSTRAINT message_medium CHECK (medium IN ('text', 'call', 'voicemail', 'note')),
    CONSTRAINT message_reply_to FOREIGN KEY (reply_to) REFERENCES message (id) ON DELETE CASCADE
);
CREATE INDEX message_of_conversation ON message (conversation_id, said_at);

CREATE TABLE message_body (
    message_id uuid  PRIMARY KEY,
    sealed     bytea NOT NULL,
    CONSTRAINT message_body_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);
