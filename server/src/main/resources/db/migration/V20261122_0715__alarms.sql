-- What needs a person, told until somebody acts: the row is the queue. No content, no number, no name; ids, a handle,
-- a language, times.
CREATE TABLE alarm (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid,
    kind            text        NOT NULL,
    subject_id      uuid,
    handle          text,
    locale          text,
    since_at        timestamptz,
    many            integer,
    responder_id    uuid,
    until_at        timestamptz,
    raised_at       timestamptz NOT NULL,
    round           integer     NOT NULL DEFAULT 0,
    due_at          timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    ended_at        timestamptz,
    CONSTRAINT alarm_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT alarm_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT alarm_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
    CONSTRAINT alarm_silent CHECK (due_at IS NULL = (acknowledged_at IS NOT NULL OR ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX alarm_once ON alarm (organisation_id, kind,
    COALESCE(line_id, '00000000-0000-0000-0000-000000000000'),
    COALESCE(subject_id, '00000000-0000-0000-0000-000000000000')) WHERE ended_at IS NULL;
CREATE INDEX alarm_due ON alarm (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX alarm_over ON alarm (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX alarm_subject ON alarm (subject_id, kind);

-- Who was told of it, and by which rows of the outbox: a key pressed in that call, or a bare 1, answers it.
CREATE TABLE alarm_told (
    id              uuid        PRIMARY KEY,
    alarm_id        uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    responder_id    uuid        NOT NULL,
    round           integer     NOT NULL,
    call_row        uuid,
    told_at         timestamptz NOT NULL,
    CONSTRAINT alarm_told_alarm FOREIGN KEY (alarm_id) REFERENCES alarm (id) ON DELETE CASCADE,
    CONSTRAINT alarm_told_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT alarm_told_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT alarm_told_once UNIQUE (alarm_id, round, responder_id)
);
CREATE INDEX alarm_told_responder ON alarm_told (responder_id, told_at);
CREATE INDEX alarm_told_call ON alarm_told (call_row) WHERE call_row IS NOT NULL;

-- What leaves by a channel that is not the carrier.
CREATE TABLE alarm_notice (
    id              uuid        PRIMARY KEY,
    alarm_id        uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    channel         text        NOT NULL,
    event           text        NOT NULL,
    round           integer     NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    CONSTRAINT alarm_notice_alarm FOREIGN KEY (alarm_id) REFERENCES alarm (id) ON DELETE CASCADE,
    CONSTRAINT alarm_notice_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT alarm_notice_channel CHECK (channel IN ('mail', 'webhook')),
    CONSTRAINT alarm_notice_event CHECK (event IN ('raised', 'repeated', 'acknowledged', 'over')),
    CONSTRAINT alarm_notice_once UNIQUE (alarm_id, channel, event, round)
);
CREATE INDEX alarm_notice_due ON alarm_notice (due_at) WHERE due_at IS NOT NULL;

-- Up to when each kind of work is done, whichever node did it.
CREATE TABLE heartbeat (
    work       text        PRIMARY KEY,
    done_up_to timestamptz NOT NULL,
    CONSTRAINT heartbeat_work CHECK (work <> '')
);

-- When each look of the watch is due: whoever comes first takes it, so that it is done once.
CREATE TABLE watch_look (
    name   text        PRIMARY KEY,
    due_at timestamptz NOT NULL
);
