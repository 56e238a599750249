-- A yes passes on the note it was asked about and no other: the question names the note. Each who held a talk may have a
-- note in it; passed_at says that its writer left and that its contact is to be asked about it once nothing else is
-- asked. The program before this one writes one note a talk, and no names.
ALTER TABLE consent ADD COLUMN note_id uuid;
CREATE INDEX consent_of_note ON consent (note_id) WHERE note_id IS NOT NULL;

UPDATE consent c SET note_id = n.id
  FROM handover_note n
 WHERE c.purpose = 'handover-note' AND c.conversation_id = n.conversation_id AND c.asked_by = n.written_by
   AND n.written_at <= c.asked_at AND n.taken_at IS NULL AND c.used_at IS NULL
   AND (c.answer IS NULL OR c.answer = 'yes');

ALTER TABLE handover_note ADD COLUMN passed_at timestamptz;
ALTER TABLE handover_note DROP CONSTRAINT handover_note_once;
ALTER TABLE handover_note ADD CONSTRAINT handover_note_once_each UNIQUE (conversation_id, written_by);
