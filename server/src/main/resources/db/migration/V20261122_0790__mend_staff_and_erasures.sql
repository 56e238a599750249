-- The first number of a staff file is the one that is texted.
ALTER TABLE responder_address ADD COLUMN position integer NOT NULL DEFAULT 0;

-- When an erasure failed last: those that never did go first.
ALTER TABLE erasure ADD COLUMN tried_at timestamptz;

-- Who rests after a talk about danger, and who talked with a contact before.
CREATE INDEX participant_gone ON participant (left_at) WHERE kind = 'responder' AND left_at IS NOT NULL;
