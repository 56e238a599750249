-- One execution of an escalation policy for one conversation, its policy frozen into it. The row is the queue: due_at
-- says when it is looked at next. It stays while somebody holds the conversation, to watch that they answer. No key to
-- the conversation: after an erasure in danger the run lives on until somebody knows.
CREATE TABLE escalation_run (
    id               uuid        PRIMARY KEY,
    organisation_id  uuid        NOT NULL,
    line_id          uuid        NOT NULL,
    conversation_id  uuid        NOT NULL,
    policy           jsonb       NOT NULL,
    status           text        NOT NULL,
    danger           boolean     NOT NULL,
    child            boolean     NOT NULL,
    gender           text,
    skill            text,
    way              text,
    began_at         timestamptz NOT NULL,
    opened           integer     NOT NULL DEFAULT 0,
    marked           integer     NOT NULL DEFAULT 0,
    passed_over      uuid[]      NOT NULL DEFAULT '{}',
    held_by          uuid,
    unanswered_since timestamptz,
    nudged           boolean     NOT NULL DEFAULT false,
    off_at           timestamptz,
    due_at           timestamptz,
    created_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    CONSTRAINT escalation_run_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT escalation_run_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT escalation_run_status CHECK (status IN ('running', 'held', 'erased', 'ended')),
    CONSTRAINT escalation_run_way CHECK (way IN ('danger', 'child', 'normal', 'out-of-hours')),
    CONSTRAINT escalation_run_due CHECK (due_at IS NOT NULL OR status IN ('held', 'ended')),
    CONSTRAINT escalation_run_ended CHECK ((ended_at IS NOT NULL) = (status = 'ended'))
);
CREATE UNIQUE INDEX escalation_run_one_live ON escalation_run (conversation_id) WHERE status <> 'ended';
CREATE INDEX escalation_run_due_at ON escalation_run (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX escalation_run_holding ON escalation_run (held_by) WHERE status = 'held';
CREATE INDEX escalation_run_over ON escalation_run (ended_at) WHERE ended_at IS NOT NULL;

-- A responder was asked to take a conversation. Without told_at it is one of many, told together with others.
CREATE TABLE offer (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    run_id          uuid        NOT NULL,
    responder_id    uuid        NOT NULL,
    step            integer     NOT NULL,
    answer          text        NOT NULL,
    reasons         text[]      NOT NULL,
    asked_at        timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    told_at         timestamptz,
    missed_at       timestamptz,
    answered_at     timestamptz,
    CONSTRAINT offer_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT offer_run FOREIGN KEY (run_id) REFERENCES escalation_run (id) ON DELETE CASCADE,
    CONSTRAINT offer_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT offer_once UNIQUE (run_id, responder_id),
    CONSTRAINT offer_answer CHECK (answer IN ('open', 'declined', 'missed', 'accepted', 'withdrawn'))
);
CREATE INDEX offer_of_responder ON offer (responder_id, told_at);
