-- Since when a responder has written with contacts without a pause of ten minutes, and when they wrote last: after
-- ninety minutes nobody new comes to them until they have paused.
ALTER TABLE responder ADD COLUMN writing_since timestamptz;
ALTER TABLE responder ADD COLUMN wrote_at      timestamptz;
