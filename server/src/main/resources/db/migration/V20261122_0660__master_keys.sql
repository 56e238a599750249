-- Which master keys of the key set file this database knows, and how to find what each of them still holds. No key is here.

-- in_use_since: when rows were first made with it. check_value tells a changed or foreign key of the same id; one way.
CREATE TABLE master_key (
    kind         text        NOT NULL,
    key_id       integer     NOT NULL,
    check_value  text        NOT NULL,
    added_at     timestamptz NOT NULL,
    in_use_since timestamptz,
    CONSTRAINT master_key_once PRIMARY KEY (kind, key_id),
    CONSTRAINT master_key_kind CHECK (kind IN ('wrap', 'lookup', 'claims'))
);

-- A wrapped data key begins with the id of the key that wrapped it.
CREATE INDEX data_key_by_master ON keyring.data_key (substring(wrapped FROM 1 FOR 5));

-- The folder `backup` last wrote to: the newest keyring is kept there.
CREATE TABLE keyring.backup_place (
    only_row boolean     PRIMARY KEY DEFAULT true,
    folder   text        NOT NULL,
    taken_at timestamptz NOT NULL,
    CONSTRAINT backup_place_only_row CHECK (only_row)
);

-- One row a time keys were destroyed since the keyring was copied there: it is copied again soon. A trigger, so that no way
-- of destroying a key can forget it.
CREATE TABLE keyring.destroyed (
    mark  bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    noted boolean NOT NULL
);

CREATE FUNCTION keyring.note_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO keyring.destroyed (noted) SELECT true WHERE EXISTS (SELECT 1 FROM keyring.backup_place);
    RETURN NULL;
END
$$;

CREATE TRIGGER data_key_destroyed AFTER DELETE ON keyring.data_key
    FOR EACH STATEMENT EXECUTE FUNCTION keyring.note_destroyed();
