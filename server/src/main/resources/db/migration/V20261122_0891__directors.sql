-- Whoever leads the organisation hears of incidents, and of nothing else.
ALTER TABLE responder_line ADD COLUMN director boolean NOT NULL DEFAULT false;
