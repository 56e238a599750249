-- A code word is asked for by text: which question is open, and how often a wrong word came. It goes with the contact.
ALTER TABLE contact
    ADD COLUMN code_word_asked text,
    ADD COLUMN code_word_row   uuid,
    ADD COLUMN code_word_line  uuid,
    ADD COLUMN code_word_until timestamptz,
    ADD COLUMN code_word_wrong smallint NOT NULL DEFAULT 0,
    ADD COLUMN code_word_right timestamptz,
    ADD CONSTRAINT contact_code_word_asked CHECK (code_word_asked IN ('choose', 'check'));
CREATE INDEX contact_with_code_word ON contact (last_inbound_at) WHERE code_word IS NOT NULL;
