-- The plan: named cover of a line in one zone. Wall times are of the schedule's zone.
CREATE TABLE schedule (
    id              uuid        PRIMARY KEY,
    organisation_id uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    name            text        NOT NULL,
    cover           text        NOT NULL,
    zone            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT schedule_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT schedule_line FOREIGN KEY (line_id) REFERENCES line (id),
    CONSTRAINT schedule_cover CHECK (cover IN ('open', 'on_call')),
    CONSTRAINT schedule_name_once UNIQUE (line_id, name)
);

CREATE TABLE rotation (
    id              uuid      PRIMARY KEY,
    schedule_id     uuid      NOT NULL,
    organisation_id uuid      NOT NULL,
    position        integer   NOT NULL,
    rank            text      NOT NULL,
    turn_unit       text,
    turn_length     integer,
    starts_at       timestamp NOT NULL,
    ends_at         timestamp,
    CONSTRAINT rotation_schedule FOREIGN KEY (schedule_id) REFERENCES schedule (id) ON DELETE CASCADE,
    CONSTRAINT rotation_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT rotation_rank CHECK (rank IN ('primary', 'backup')),
    CONSTRAINT rotation_turn CHECK ((turn_unit IS NULL) = (turn_length IS NULL)
        AND turn_unit IN ('days', 'weeks', 'months') AND turn_length >= 1)
);
CREATE INDEX rotation_of_schedule ON rotation (schedule_id, position);

CREATE TABLE rotation_person (
    rotation_id     uuid    NOT NULL,
    position        integer NOT NULL,
    responder_id    uuid    NOT NULL,
    organisation_id uuid    NOT NULL,
    CONSTRAINT rotation_person_once PRIMARY KEY (rotation_id, position),
    CONSTRAINT rotation_person_rotation FOREIGN KEY (rotation_id) REFERENCES rotation (id) ON DELETE CASCADE,
    CONSTRAINT rotation_person_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT rotation_person_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- Days as 1 (Monday) to 7. until_time at or before from_time lies on the next day.
CREATE TABLE rotation_window (
    rotation_id     uuid      NOT NULL,
    position        integer   NOT NULL,
    organisation_id uuid      NOT NULL,
    days            integer[] NOT NULL,
    from_time       time      NOT NULL,
    until_time      time      NOT NULL,
    CONSTRAINT rotation_window_once PRIMARY KEY (rotation_id, position),
    CONSTRAINT rotation_window_rotation FOREIGN KEY (rotation_id) REFERENCES rotation (id) ON DELETE CASCADE,
    CONSTRAINT rotation_window_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);

-- A date on which other windows count; no row with times: nobody is on.
CREATE TABLE schedule_holiday (
    schedule_id     uuid    NOT NULL,
    position        integer NOT NULL,
    organisation_id uuid    NOT NULL,
    day             date    NOT NULL,
    from_time       time,
    until_time      time,
    CONSTRAINT schedule_holiday_once PRIMARY KEY (schedule_id, position),
    CONSTRAINT schedule_holiday_schedule FOREIGN KEY (schedule_id) REFERENCES schedule (id) ON DELETE CASCADE,
    CONSTRAINT schedule_holiday_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT schedule_holiday_times CHECK ((from_time IS NULL) = (until_time IS NULL))
);

-- Later ones see what earlier ones left.
CREATE TABLE duty_override (
    id              uuid        PRIMARY KEY,
    schedule_id     uuid        NOT NULL,
    organisation_id uuid        NOT NULL,
    position        bigint      GENERATED ALWAYS AS IDENTITY,
    kind            text        NOT NULL,
    responder_id    uuid        NOT NULL,
    by_id           uuid,
    rank            text,
    from_at         timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT duty_override_schedule FOREIGN KEY (schedule_id) REFERENCES schedule (id) ON DELETE CASCADE,
    CONSTRAINT duty_override_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT duty_override_responder FOREIGN KEY (responder_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT duty_override_by FOREIGN KEY (by_id) REFERENCES responder (id) ON DELETE CASCADE,
    CONSTRAINT duty_override_kind CHECK (kind IN ('add', 'remove', 'replace')),
    CONSTRAINT duty_override_rank CHECK ((kind = 'add') = (rank IS NOT NULL) AND rank IN ('primary', 'backup')),
    CONSTRAINT duty_override_replaces CHECK ((kind = 'replace') = (by_id IS NOT NULL)),
    CONSTRAINT duty_override_forward CHECK (from_at <= until_at)
);
CREATE INDEX duty_override_of_schedule ON duty_override (schedule_id, until_at);
