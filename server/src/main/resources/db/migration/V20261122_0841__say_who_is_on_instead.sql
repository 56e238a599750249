-- Whoever is replaced for a time is told once.
ALTER TABLE shift_notice DROP CONSTRAINT shift_notice_kind;
ALTER TABLE shift_notice ADD CONSTRAINT shift_notice_kind
    CHECK (kind IN ('shift-start', 'shift-ending', 'shift-end', 'change-over'));
