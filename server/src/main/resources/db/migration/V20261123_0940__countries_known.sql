-- Which countries a responder knows, as the staff file says: codes of two letters, such as MD.
ALTER TABLE responder ADD COLUMN countries text[] NOT NULL DEFAULT '{}';
