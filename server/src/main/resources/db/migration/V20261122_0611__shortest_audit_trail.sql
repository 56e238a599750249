-- The shortest time the trail may be kept is 90 days less one hourly run; a calendar quarter may be two days longer.
CREATE OR REPLACE FUNCTION audit_anchor_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.number > OLD.number)
        AND EXISTS (SELECT 1 FROM audit_link l
                     WHERE l.number = NEW.number AND l.hash = NEW.hash
                       AND l.linked_at <= NEW.cut_at - make_interval(days => 88)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail is shortened by whole old links only';
END $$;
