-- A supervisor warned a contact who insulted or threatened, and ended the talk: until then nothing but danger and what
-- everybody may always ask is acted on.
ALTER TABLE conversation ADD COLUMN warned_at timestamptz;
ALTER TABLE conversation ADD COLUMN limited_until timestamptz;
