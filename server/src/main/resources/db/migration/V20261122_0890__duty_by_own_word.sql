-- Somebody took it on by text, outside their hours, and ends it by text.
ALTER TABLE duty_override ADD COLUMN own_word boolean NOT NULL DEFAULT false;
