-- The line of a partner organisation answers on a line of ours: a policy asks it by a step of its own, and nobody else
-- does. A program that does not know this column takes it for a responder.
ALTER TABLE responder_line ADD COLUMN partner boolean NOT NULL DEFAULT false;
