-- When an alarm that stands was raised again: whoever has waited since before then may be one of those it rings for.
-- Empty: never again.
ALTER TABLE alarm ADD COLUMN raised_again_at timestamptz;
