-- Danger, and what is held or erased, is looked at before the many that only wait; a look at those finds its own by time.
CREATE INDEX escalation_run_first ON escalation_run (due_at)
 WHERE due_at IS NOT NULL AND (danger OR status <> 'running');

-- How many wait too long in one language, and whether anybody does at all.
CREATE INDEX conversation_waiting_in ON conversation (line_id, locale, waiting_since) WHERE status = 'waiting';
