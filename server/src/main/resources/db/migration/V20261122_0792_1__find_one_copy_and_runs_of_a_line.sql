-- As V20261122_0742: on a quiet night statistics say that nothing is due, and a statement about one message, or one
-- person's conversation, was planned through all that wait. These can only be chosen by what names what they are for.
DROP INDEX carrier_copy_due;
CREATE INDEX carrier_copy_due ON carrier_copy (due_at) WHERE gone_at IS NULL AND attempts >= 0;

-- Whoever comes on duty wakes the runs of a line that look for somebody: never those of the last days that ended.
CREATE INDEX escalation_run_looking ON escalation_run (line_id) WHERE status = 'running';

-- Words of the contact do not reach the holder's phone, since then.
ALTER TABLE escalation_run ADD COLUMN unreached_since timestamptz;

-- No statement asks when open conversations were opened, and a look for the one of a contact was planned through it.
DROP INDEX conversation_open;
