-- Questions of responders that wait for an answer: whoever closes what is too old looks for the next one all the time.
CREATE INDEX consent_open ON consent (open_until) WHERE answer IS NULL AND asked_by IS NOT NULL;
