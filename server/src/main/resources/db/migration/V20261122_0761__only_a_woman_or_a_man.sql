-- Whoever asked for a woman or a man chose to wait for one, and is offered to nobody else meanwhile.
ALTER TABLE escalation_run ADD COLUMN gender_only boolean NOT NULL DEFAULT false;
