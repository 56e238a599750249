-- The escalation policy an organisation set itself: what differs from the shipped one, in the form of its file. One is in
-- force, the one nothing has replaced yet; without any the shipped one is. A run keeps a copy of its own.
CREATE TABLE escalation_policy (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    body            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    replaced_at     timestamptz,
    CONSTRAINT escalation_policy_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE UNIQUE INDEX escalation_policy_in_force ON escalation_policy (organisation_id) WHERE replaced_at IS NULL;
CREATE INDEX escalation_policy_over ON escalation_policy (replaced_at) WHERE replaced_at IS NOT NULL;
