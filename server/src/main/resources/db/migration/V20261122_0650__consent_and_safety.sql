-- Consent as data that code checks: one row for each question that was asked, whatever the answer. It outlives the
-- contact's row, as proof of a count and of a day; without that row nobody can be found by it. FORGET deletes it.
CREATE TABLE consent (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    contact_id      uuid        NOT NULL,
    conversation_id uuid,
    level           text        NOT NULL,
    purpose         text        NOT NULL,
    text_id         text        NOT NULL,
    text_version_id uuid,
    locale          text        NOT NULL,
    release_id      uuid        NOT NULL,
    partner_id      uuid,
    note_hash       bytea,
    question_row    uuid,
    asked_by        uuid,
    asked_at        timestamptz NOT NULL,
    open_until      timestamptz NOT NULL,
    answer          text,
    given_by        text,
    answered_at     timestamptz,
    expires_at      timestamptz,
    withdrawn_at    timestamptz,
    used_at         timestamptz,
    CONSTRAINT consent_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT consent_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT consent_level CHECK (level IN ('L1', 'L2', 'L3')),
    CONSTRAINT consent_purpose CHECK (purpose IN ('keep-texts', 'follow-up', 'handover-note', 'referral')),
    CONSTRAINT consent_answer CHECK (answer IN ('yes', 'no', 'told', 'lapsed')),
    CONSTRAINT consent_answered CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT consent_given_by CHECK (given_by IN ('text', 'time', 'notice')),
    CONSTRAINT consent_referral CHECK ((purpose = 'referral') = (partner_id IS NOT NULL)
        AND (purpose = 'referral') = (note_hash IS NOT NULL))
);
CREATE INDEX consent_of_contact ON consent (contact_id, asked_at);
CREATE INDEX consent_by_time ON consent (asked_at);

-- What was shared, with whom, under which consent: never the words.
CREATE TABLE referral (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    contact_id      uuid        NOT NULL,
    consent_id      uuid        NOT NULL,
    partner_id      uuid        NOT NULL,
    note_hash       bytea       NOT NULL,
    given_by        uuid        NOT NULL,
    given_at        timestamptz NOT NULL,
    CONSTRAINT referral_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT referral_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT referral_consent_once UNIQUE (consent_id)
);
CREATE INDEX referral_of_contact ON referral (contact_id);
CREATE INDEX referral_by_time ON referral (given_at);

-- A note for whoever takes over, sealed under the conversation's key: gone on no, and a week after it was taken over.
CREATE TABLE handover_note (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    sealed          bytea       NOT NULL,
    written_by      uuid        NOT NULL,
    written_at      timestamptz NOT NULL,
    taken_by        uuid,
    taken_at        timestamptz,
    CONSTRAINT handover_note_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT handover_note_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT handover_note_once UNIQUE (conversation_id),
    CONSTRAINT handover_note_taken CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
CREATE INDEX handover_note_by_time ON handover_note (COALESCE(taken_at, written_at));

-- How a conversation ended, by whom; since when its contact waits for an answer to a left message.
ALTER TABLE conversation
    ADD COLUMN outcome text,
    ADD COLUMN closed_by uuid,
    ADD COLUMN left_at timestamptz,
    ADD COLUMN parked_at timestamptz;
CREATE UNIQUE INDEX participant_one_holder ON participant (conversation_id) WHERE kind = 'responder' AND left_at IS NULL;
CREATE INDEX participant_present ON participant (person_id) WHERE left_at IS NULL AND kind <> 'contact';

-- A word only the contact and we know, as a keyed hash.
ALTER TABLE contact
    ADD COLUMN code_word bytea,
    ADD COLUMN code_word_at timestamptz;

-- Safety belongs to the contact: every row of a contact says the same from now on, and those that differ say that
-- nothing is known. Agreed hours may be several; agreed_only: nothing leaves outside them.
ALTER TABLE sending_state
    ADD COLUMN windows tstzmultirange NOT NULL DEFAULT '{}',
    ADD COLUMN agreed_only boolean NOT NULL DEFAULT false;
UPDATE sending_state s
   SET unsafe_since = every.unsafe_since, safe = every.safe,
       safe_until = CASE WHEN every.safe = s.safe THEN s.safe_until END,
       last_inbound_at = every.last_inbound_at
  FROM (SELECT contact_id, max(unsafe_since) AS unsafe_since, max(last_inbound_at) AS last_inbound_at,
               CASE WHEN count(DISTINCT safe) = 1 THEN min(safe) ELSE 'unknown' END AS safe
          FROM sending_state GROUP BY contact_id HAVING count(*) > 1) AS every
 WHERE s.contact_id = every.contact_id;
