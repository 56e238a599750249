-- That two people want the number of a referral their contact agreed to shown once, at the server. By ids and times: the
-- number itself is in no row. Goes with the consent it rests on, and with its talk.
CREATE TABLE reveal (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    consent_id      uuid        NOT NULL,
    code            text        NOT NULL,
    asked_by        uuid        NOT NULL,
    asked_at        timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    confirmed_by    uuid,
    confirmed_at    timestamptz,
    shown_at        timestamptz,
    CONSTRAINT reveal_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT reveal_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT reveal_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT reveal_consent FOREIGN KEY (consent_id) REFERENCES consent (id) ON DELETE CASCADE,
    CONSTRAINT reveal_another CHECK (confirmed_by <> asked_by),
    CONSTRAINT reveal_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT reveal_shown CHECK (shown_at IS NULL OR confirmed_at IS NOT NULL)
);
CREATE INDEX reveal_of ON reveal (conversation_id);
CREATE INDEX reveal_of_consent ON reveal (consent_id);
CREATE INDEX reveal_by_code ON reveal (code, asked_at);
CREATE INDEX reveal_by_time ON reveal (asked_at);
