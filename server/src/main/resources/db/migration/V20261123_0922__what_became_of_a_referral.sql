-- What became of a referral, as whoever gave it says: a code and its time, nothing about the person.
ALTER TABLE referral
    ADD COLUMN outcome text,
    ADD COLUMN outcome_at timestamptz,
    ADD CONSTRAINT referral_outcome CHECK (outcome IN ('reached', 'not-reached', 'declined')),
    ADD CONSTRAINT referral_outcome_when CHECK ((outcome IS NULL) = (outcome_at IS NULL));
CREATE INDEX referral_by_giver ON referral (given_by, given_at);
