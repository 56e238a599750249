-- Who says that they act on danger nobody has taken silences it for a while: it has a time to ring again.
ALTER TABLE alarm DROP CONSTRAINT alarm_silent;
ALTER TABLE alarm ADD CONSTRAINT alarm_silent CHECK (
    CASE WHEN ended_at IS NULL THEN due_at IS NOT NULL OR acknowledged_at IS NOT NULL ELSE due_at IS NULL END);
