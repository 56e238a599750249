-- Statistics taken while nothing waits say that no row is queued. Any index of all queued rows then looks as cheap as
-- the one that finds a lane, and was chosen: a claim looked at every queued row for every queued row, and each text of a
-- contact at all texts of everybody. These can only be chosen by a statement that names what they are for.
DROP INDEX outbox_due;
DROP INDEX outbox_queued;
DROP INDEX outbox_origin;
CREATE INDEX outbox_order ON outbox (first_in_lane DESC, position) WHERE status = 'queued' AND attempts >= 0;
CREATE INDEX outbox_origin ON outbox (origin) WHERE status = 'queued' AND origin <> '';
