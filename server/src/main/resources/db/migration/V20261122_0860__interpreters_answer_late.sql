-- Who was asked to interpret may still answer after the contact erased everything: the row stays, without whose talk it
-- was. erased_as is what their names of that talk lead to from then on.
ALTER TABLE interpreter_request ALTER COLUMN conversation_id DROP NOT NULL;
ALTER TABLE interpreter_request ADD COLUMN erased_as uuid;
