-- What a timer looks for when agreed hours begin: a yes to one more text that is not used yet.
CREATE INDEX consent_follow_up ON consent (conversation_id)
    WHERE purpose = 'follow-up' AND answer = 'yes' AND used_at IS NULL AND withdrawn_at IS NULL;
