-- What leaves: one row a text, claimed lane by lane; the row is the queue and its status only moves forward.
CREATE TABLE outbox (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    lane            uuid        NOT NULL,
    position        bigint      GENERATED ALWAYS AS IDENTITY,
    contact_id      uuid,
    origin          text        NOT NULL,
    class           text        NOT NULL,
    text_id         text        NOT NULL,
    locale          text        NOT NULL,
    release_id      uuid,
    parameters      jsonb       NOT NULL DEFAULT '[]',
    sealed_body     bytea,
    first_in_lane   boolean     NOT NULL DEFAULT false,
    replaceable     boolean     NOT NULL DEFAULT false,
    resend_in_doubt boolean     NOT NULL DEFAULT false,
    answers_at      timestamptz,
    status          text        NOT NULL,
    reason          text,
    in_doubt        boolean     NOT NULL DEFAULT false,
    asked_at        timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL,
    report_token    text        NOT NULL,
    carrier_id      text,
    carrier_code    integer,
    segments        integer,
    created_at      timestamptz NOT NULL,
    sending_at      timestamptz,
    sent_at         timestamptz,
    final_at        timestamptz,
    CONSTRAINT outbox_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT outbox_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT outbox_class CHECK (class IN ('duty', 'reply', 'promised', 'push', 'agreed')),
    CONSTRAINT outbox_status CHECK (status IN
        ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'dropped')),
    CONSTRAINT outbox_final CHECK ((final_at IS NOT NULL) = (status IN ('delivered', 'undelivered', 'failed', 'dropped'))),
    CONSTRAINT outbox_token_once UNIQUE (report_token)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE status = 'queued';
CREATE INDEX outbox_lane ON outbox (lane, position) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_unfinished ON outbox (sending_at) WHERE status IN ('sending', 'sent');
CREATE INDEX outbox_carrier ON outbox (carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX outbox_final ON outbox (final_at) WHERE final_at IS NOT NULL;
