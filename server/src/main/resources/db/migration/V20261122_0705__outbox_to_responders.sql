-- The outbox also carries to people who answer: their sealed address travels in the row, and words between two people
-- are sealed under the key of their conversation, so that erasing it takes back what has not left.
ALTER TABLE outbox
    ADD COLUMN medium           text NOT NULL DEFAULT 'text',
    ADD COLUMN recipient_id     uuid,
    ADD COLUMN recipient_kind   text,
    ADD COLUMN recipient_sealed bytea,
    ADD COLUMN body_owner       uuid,
    ADD COLUMN body_row         uuid,
    ADD CONSTRAINT outbox_medium CHECK (medium IN ('text', 'call')),
    ADD CONSTRAINT outbox_recipient CHECK ((recipient_id IS NULL) = (recipient_sealed IS NULL)
        AND (recipient_id IS NULL) = (recipient_kind IS NULL)),
    ADD CONSTRAINT outbox_body CHECK (sealed_body IS NULL OR (body_owner IS NOT NULL AND body_row IS NOT NULL));
CREATE INDEX outbox_origin ON outbox (origin) WHERE status = 'queued';
