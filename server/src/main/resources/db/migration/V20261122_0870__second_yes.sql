-- A second person's yes, before a child is asked whether a note may go to a partner. The row is the queue: due_at says
-- when it is looked at next. The note is sealed under the conversation's key and goes with the answer; the row goes
-- with its talk.
CREATE TABLE second_yes (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    partner_id      uuid        NOT NULL,
    note            bytea,
    asked_by        uuid        NOT NULL,
    told_at         timestamptz,
    due_at          timestamptz,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    answer          text,
    answered_by     uuid,
    CONSTRAINT second_yes_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT second_yes_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT second_yes_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT second_yes_live CHECK ((ended_at IS NULL) = (due_at IS NOT NULL) AND (ended_at IS NULL) = (note IS NOT NULL)
        AND (ended_at IS NULL) = (answer IS NULL)),
    CONSTRAINT second_yes_answer CHECK (answer IN ('yes', 'no', 'lapsed', 'dropped')),
    CONSTRAINT second_yes_answered CHECK (answered_by IS NULL OR answer IN ('yes', 'no')),
    CONSTRAINT second_yes_another CHECK (answered_by <> asked_by)
);
CREATE INDEX second_yes_of ON second_yes (conversation_id);
CREATE UNIQUE INDEX second_yes_one_live ON second_yes (conversation_id) WHERE ended_at IS NULL;
CREATE INDEX second_yes_due_at ON second_yes (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX second_yes_over ON second_yes (ended_at) WHERE ended_at IS NOT NULL;

-- Whom that was asked of: when they read it, or passed.
CREATE TABLE second_asked (
    second_yes_id   uuid        NOT NULL,
    responder_id    uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    asked_at        timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    read_at         timestamptz,
    passed_at       timestamptz,
    CONSTRAINT second_asked_once PRIMARY KEY (second_yes_id, responder_id),
    CONSTRAINT second_asked_of FOREIGN KEY (second_yes_id) REFERENCES second_yes (id) ON DELETE CASCADE,
    CONSTRAINT second_asked_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT second_asked_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE INDEX second_asked_of_responder ON second_asked (responder_id, asked_at);
