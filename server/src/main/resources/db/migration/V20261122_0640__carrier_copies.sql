-- What a carrier keeps of our messages, and must not: one row a message, ids alone, until 30 days after it was made.
-- The row is the deletion job; its receipt says when the copy was gone.
CREATE TABLE carrier_copy (
    carrier_id      text        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    kind            text        NOT NULL,
    contact_id      uuid,
    media           boolean     NOT NULL DEFAULT false,
    attempts        integer     NOT NULL DEFAULT 0,
    carrier_code    integer,
    due_at          timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    gone_at         timestamptz,
    receipt         text,
    CONSTRAINT carrier_copy_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT carrier_copy_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT carrier_copy_kind CHECK (kind IN ('inbound', 'outbound')),
    CONSTRAINT carrier_copy_receipt CHECK (receipt IN ('deleted', 'not-found')),
    CONSTRAINT carrier_copy_gone CHECK ((gone_at IS NULL) = (receipt IS NULL))
);
CREATE INDEX carrier_copy_due ON carrier_copy (due_at) WHERE gone_at IS NULL;
CREATE INDEX carrier_copy_by_contact ON carrier_copy (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX carrier_copy_by_time ON carrier_copy (created_at);

-- How far a line's list at the carrier has been looked through, by purpose.
CREATE TABLE carrier_round (
    line_id         uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    purpose         text        NOT NULL,
    due_at          timestamptz NOT NULL,
    done_up_to      timestamptz NOT NULL,
    CONSTRAINT carrier_round_once PRIMARY KEY (line_id, purpose),
    CONSTRAINT carrier_round_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT carrier_round_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT carrier_round_purpose CHECK (purpose IN ('unseen', 'inbound', 'outbound'))
);

-- The carrier itself refuses texts to this address (21610, or its own answer to STOP): nothing at all is tried.
ALTER TABLE opt_out ADD COLUMN carrier_blocked_at timestamptz;
