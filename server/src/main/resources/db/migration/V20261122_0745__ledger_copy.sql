-- Who said STOP or UNSAFE after the data were copied must still be known after a restore: both are copied apart, beside the keyring.

-- Null: never copied apart.
ALTER TABLE keyring.backup_place ADD COLUMN ledger_at timestamptz;

-- One row a time somebody stopped, started, or was unsafe, since the ledger was copied. A trigger, so that no way of
-- writing either can forget it.
CREATE TABLE keyring.ledger_changed (
    mark  bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    noted boolean NOT NULL
);

CREATE FUNCTION keyring.note_ledger_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO keyring.ledger_changed (noted) SELECT true WHERE EXISTS (SELECT 1 FROM keyring.backup_place);
    RETURN NULL;
END
$$;

CREATE TRIGGER opt_out_written AFTER INSERT OR DELETE ON opt_out
    FOR EACH ROW EXECUTE FUNCTION keyring.note_ledger_changed();
CREATE TRIGGER opt_out_changed AFTER UPDATE ON opt_out
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keyring.note_ledger_changed();
CREATE TRIGGER silence_began AFTER INSERT ON sending_state
    FOR EACH ROW WHEN (NEW.unsafe_since IS NOT NULL OR NEW.stopped_since IS NOT NULL)
    EXECUTE FUNCTION keyring.note_ledger_changed();
CREATE TRIGGER silence_changed AFTER UPDATE ON sending_state
    FOR EACH ROW WHEN (OLD.unsafe_since IS DISTINCT FROM NEW.unsafe_since
                       OR OLD.stopped_since IS DISTINCT FROM NEW.stopped_since)
    EXECUTE FUNCTION keyring.note_ledger_changed();

-- The marks of contacts, by ids.
CREATE VIEW keyring.silence AS
    SELECT contact_id, line_id, organisation_id, unsafe_since, stopped_since
      FROM sending_state WHERE unsafe_since IS NOT NULL OR stopped_since IS NOT NULL;
