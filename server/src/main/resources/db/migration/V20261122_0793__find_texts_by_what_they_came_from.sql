-- An erasure takes the ids of a talk out of the texts that were carried in it.
CREATE INDEX outbox_came_from ON outbox (origin COLLATE "C") WHERE origin <> '';
