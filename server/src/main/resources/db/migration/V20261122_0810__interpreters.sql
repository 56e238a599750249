-- Somebody who only interprets on a line is offered no talk of it: they join one that somebody else holds. A program
-- that does not know this column takes them for a responder.
ALTER TABLE responder_line ADD COLUMN interprets boolean NOT NULL DEFAULT false;

-- An interpreter is looked for, for one talk. The row is the queue: due_at says when it is looked at next. Without
-- asked_by the line asks, because whoever took the talk does not speak its language. It goes with its talk.
CREATE TABLE interpreter_request (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    locale          text        NOT NULL,
    asked_by        uuid,
    told_at         timestamptz,
    told_none_at    timestamptz,
    due_at          timestamptz,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT interpreter_request_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT interpreter_request_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT interpreter_request_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT interpreter_request_due CHECK ((due_at IS NULL) = (ended_at IS NOT NULL))
);
CREATE INDEX interpreter_request_of ON interpreter_request (conversation_id);
CREATE UNIQUE INDEX interpreter_request_one_live ON interpreter_request (conversation_id) WHERE ended_at IS NULL;
CREATE INDEX interpreter_request_due_at ON interpreter_request (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX interpreter_request_over ON interpreter_request (ended_at) WHERE ended_at IS NOT NULL;

-- Somebody was asked to interpret.
CREATE TABLE interpreter_offer (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    request_id      uuid        NOT NULL,
    responder_id    uuid        NOT NULL,
    answer          text        NOT NULL,
    asked_at        timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    answered_at     timestamptz,
    CONSTRAINT interpreter_offer_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT interpreter_offer_request FOREIGN KEY (request_id) REFERENCES interpreter_request (id) ON DELETE CASCADE,
    CONSTRAINT interpreter_offer_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT interpreter_offer_once UNIQUE (request_id, responder_id),
    CONSTRAINT interpreter_offer_answer CHECK (answer IN ('open', 'declined', 'missed', 'accepted', 'withdrawn'))
);
CREATE INDEX interpreter_offer_of_responder ON interpreter_offer (responder_id, asked_at);
