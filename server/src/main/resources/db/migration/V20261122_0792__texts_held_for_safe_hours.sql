-- Until when the sending gate held a text for agreed hours, and so the first moment it could have left. Until then it
-- stands aside and holds up no other text of its lane; its patience and its age count from then.
ALTER TABLE outbox ADD COLUMN held_until timestamptz;
