-- Where a responder and a talk stand: when they last wrote or were written to, since when a text of theirs named the
-- talk, and words of theirs that wait for an `ok`, sealed under the conversation's key.
CREATE TABLE relay_state (
    conversation_id uuid        NOT NULL,
    responder_id    uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    named_at        timestamptz,
    last_at         timestamptz NOT NULL,
    doubt_at        timestamptz,
    waiting_words   bytea,
    CONSTRAINT relay_state_once PRIMARY KEY (conversation_id, responder_id),
    CONSTRAINT relay_state_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT relay_state_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT relay_state_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT relay_state_waiting CHECK (waiting_words IS NULL OR doubt_at IS NOT NULL)
);
