-- Practice for those who answer: a phone the staff file names is a contact whose every talk is a test. It never counts,
-- alarms nobody, and is erased within a day.
CREATE TABLE practice_phone (
    responder_id    uuid NOT NULL,
    line_id         uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT practice_phone_once PRIMARY KEY (responder_id, line_id),
    CONSTRAINT practice_phone_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT practice_phone_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT practice_phone_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- Who takes part is asked about tests until then.
ALTER TABLE responder ADD COLUMN practises_until timestamptz;

ALTER TABLE contact ADD COLUMN test boolean NOT NULL DEFAULT false;
CREATE INDEX contact_of_practice ON contact (last_inbound_at) WHERE test;

ALTER TABLE conversation ADD COLUMN test boolean NOT NULL DEFAULT false;
CREATE INDEX conversation_of_practice ON conversation (closed_at) WHERE test AND closed_at IS NOT NULL;

ALTER TABLE escalation_run ADD COLUMN test boolean NOT NULL DEFAULT false;
