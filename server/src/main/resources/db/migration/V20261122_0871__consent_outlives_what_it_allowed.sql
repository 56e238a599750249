-- A consent record stays for its time after what it allowed us to keep is gone, not after it was asked: over_at says
-- since when nothing rests on it; NULL while something may.
ALTER TABLE consent ADD COLUMN over_at timestamptz;
CREATE INDEX consent_over ON consent (over_at) WHERE over_at IS NOT NULL;
CREATE INDEX consent_not_over ON consent (asked_at) WHERE over_at IS NULL;
-- Of contacts who are gone nothing is left that could rest on one.
UPDATE consent c SET over_at = COALESCE(c.used_at, c.withdrawn_at, c.expires_at, c.answered_at, c.open_until)
 WHERE NOT EXISTS (SELECT FROM contact k WHERE k.id = c.contact_id);
