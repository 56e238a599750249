-- Who did what, and when: acts of people and of jobs, by ids and counts, never a word; chained by the minute, so that
-- nobody changes it unseen. Nothing here leaves but whole old links.

-- One link a minute. hash: keyed by the key set, over the link before and the events of this one.
CREATE TABLE audit_link (
    number    bigint      PRIMARY KEY,
    previous  bytea       NOT NULL,
    hash      bytea       NOT NULL,
    events    integer     NOT NULL,
    node_id   uuid        NOT NULL,
    linked_at timestamptz NOT NULL,
    CONSTRAINT audit_link_number CHECK (number >= 1),
    CONSTRAINT audit_link_events CHECK (events >= 0)
);
CREATE INDEX audit_link_by_time ON audit_link (linked_at);

-- stamp: keyed by the key set, over this event alone. subject: what was acted on, never a contact.
CREATE TABLE audit_event (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    actor_id        uuid,
    kind            text        NOT NULL,
    subject_id      uuid,
    counts          jsonb       NOT NULL DEFAULT '{}',
    done_at         timestamptz NOT NULL,
    stamp           bytea       NOT NULL,
    link_number     bigint,
    place           integer,
    CONSTRAINT audit_event_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT audit_event_link FOREIGN KEY (link_number) REFERENCES audit_link (number),
    CONSTRAINT audit_event_kind CHECK (kind ~ '^[a-z]+(-[a-z]+)*$' AND length(kind) <= 40),
    CONSTRAINT audit_event_counts CHECK (jsonb_typeof(counts) = 'object'
        AND NOT jsonb_path_exists(counts, '$.* ? (@.type() != "number" || @ < 0 || @ >= 100000000)')),
    CONSTRAINT audit_event_place CHECK ((place IS NULL) = (link_number IS NULL)),
    CONSTRAINT audit_event_place_once UNIQUE (link_number, place)
);
CREATE INDEX audit_event_unlinked ON audit_event (done_at) WHERE link_number IS NULL;

-- Where the chain begins once old links were let go: the last of them.
CREATE TABLE audit_anchor (
    only_row boolean     PRIMARY KEY DEFAULT true,
    number   bigint      NOT NULL,
    hash     bytea       NOT NULL,
    cut_at   timestamptz NOT NULL,
    stamp    bytea       NOT NULL,
    CONSTRAINT audit_anchor_only_row CHECK (only_row)
);

CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM audit_anchor a WHERE a.number >= OLD.link_number) THEN
            RETURN OLD;
        END IF;
    ELSIF OLD.link_number IS NULL AND NEW.link_number IS NOT NULL
        AND (NEW.id, NEW.organisation_id, NEW.actor_id, NEW.kind, NEW.subject_id, NEW.counts, NEW.done_at, NEW.stamp)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.organisation_id, OLD.actor_id, OLD.kind, OLD.subject_id, OLD.counts, OLD.done_at, OLD.stamp) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an audit event stays as it was written';
END $$;
CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_stays();

CREATE FUNCTION audit_link_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_anchor a WHERE a.number >= OLD.number) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a link of the audit trail stays as it was written';
END $$;
CREATE TRIGGER audit_link_stays BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION audit_link_stays();

-- The anchor only moves forward, onto a link that exists and is old.
CREATE FUNCTION audit_anchor_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.number > OLD.number)
        AND EXISTS (SELECT 1 FROM audit_link l
                     WHERE l.number = NEW.number AND l.hash = NEW.hash
                       AND l.linked_at <= NEW.cut_at - make_interval(months => 3)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail is shortened by whole old links only';
END $$;
CREATE TRIGGER audit_anchor_rises BEFORE INSERT OR UPDATE OR DELETE ON audit_anchor
    FOR EACH ROW EXECUTE FUNCTION audit_anchor_rises();

CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows';
END $$;
CREATE TRIGGER audit_event_only_grows BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_only_grows();
CREATE TRIGGER audit_link_only_grows BEFORE TRUNCATE ON audit_link EXECUTE FUNCTION audit_only_grows();
CREATE TRIGGER audit_anchor_only_grows BEFORE TRUNCATE ON audit_anchor EXECUTE FUNCTION audit_only_grows();

-- A conversation timed retention leaves alone: two people, a reason, an end. Deleting a conversation under a hold in
-- force fails; an erasure ends the hold first, and the row that stays no longer knows which conversation it was.
CREATE TABLE legal_hold (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    conversation_id uuid,
    reason          text        NOT NULL,
    asked_by        uuid        NOT NULL,
    asked_at        timestamptz NOT NULL,
    confirmed_by    uuid,
    confirmed_at    timestamptz,
    ends_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    ended_how       text,
    CONSTRAINT legal_hold_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT legal_hold_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE SET NULL,
    CONSTRAINT legal_hold_reason CHECK (reason IN ('court-order', 'authority-request', 'complaint', 'safeguarding')),
    CONSTRAINT legal_hold_two_people CHECK (confirmed_by <> asked_by),
    CONSTRAINT legal_hold_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT legal_hold_bounded CHECK (ends_at > asked_at),
    CONSTRAINT legal_hold_ended CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
    CONSTRAINT legal_hold_ended_how CHECK (ended_how IN ('by-person', 'by-time', 'by-erasure')),
    CONSTRAINT legal_hold_in_force CHECK (confirmed_at IS NULL OR ended_at IS NOT NULL OR conversation_id IS NOT NULL)
);
CREATE INDEX legal_hold_of_conversation ON legal_hold (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX legal_hold_ending ON legal_hold (ends_at) WHERE ended_at IS NULL;

-- Who must still be told that an erasure ended their hold: one row a person, gone once told.
CREATE TABLE legal_hold_notice (
    hold_id         uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT legal_hold_notice_once PRIMARY KEY (hold_id, person_id),
    CONSTRAINT legal_hold_notice_hold FOREIGN KEY (hold_id) REFERENCES legal_hold (id) ON DELETE CASCADE,
    CONSTRAINT legal_hold_notice_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
