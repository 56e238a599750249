-- Every text asks when `crisis` last left for its contact; erasing looks for all rows of one.
CREATE INDEX outbox_contact ON outbox (contact_id, line_id) WHERE contact_id IS NOT NULL;
CREATE INDEX outbox_queued ON outbox (first_in_lane DESC, position) WHERE status = 'queued';
CREATE INDEX waiting_part_contact ON waiting_part (contact_id, line_id);
