-- Without these, each contact, conversation, participant and message that goes is looked for through the whole table of
-- what refers to it: an erasure would cost more the more is stored.
CREATE INDEX conversation_of_contact ON conversation (contact_id);
CREATE INDEX message_by_author ON message (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX message_by_answered ON message (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX responder_exclusion_of_contact ON responder_exclusion (contact_id);
-- A row that still says whose it was or which text: a contact's, a responder's, or the last answer to an erased person.
CREATE INDEX outbox_named ON outbox (final_at) WHERE final_at IS NOT NULL AND origin <> '';
DROP INDEX outbox_known;
