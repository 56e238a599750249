-- When a silent contact was asked whether they are still there; and which talks a timer looks at.
ALTER TABLE conversation ADD COLUMN still_there_at timestamptz;
CREATE INDEX conversation_silence ON conversation (due_at) WHERE status IN ('held', 'parked', 'left');

-- What was said to a responder about a shift: once, whichever node said it.
CREATE TABLE shift_notice (
    responder_id    uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    kind            text        NOT NULL,
    shift_at        timestamptz NOT NULL,
    CONSTRAINT shift_notice_once PRIMARY KEY (responder_id, line_id, kind, shift_at),
    CONSTRAINT shift_notice_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT shift_notice_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT shift_notice_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT shift_notice_kind CHECK (kind IN ('shift-start', 'shift-ending', 'shift-end'))
);
CREATE INDEX shift_notice_age ON shift_notice (shift_at);
