-- Whoever cannot be told yet that an erasure ended their hold is told later; without a mark, at once.
ALTER TABLE legal_hold_notice ADD COLUMN due_at timestamptz;
