-- When things go, and what stays of them: counts with nobody in them.

-- A contact that some room still needs is looked at again then; without a mark its own time counts.
ALTER TABLE contact ADD COLUMN needed_until timestamptz;
CREATE INDEX contact_idle ON contact (last_inbound_at) WHERE needed_until IS NULL;
CREATE INDEX contact_needed ON contact (needed_until) WHERE needed_until IS NOT NULL;
-- Its only reader was to be retention, which reads contact_idle.
DROP INDEX contact_by_last_inbound;

CREATE INDEX sending_state_lapsing ON sending_state (last_inbound_at)
    WHERE safe <> 'unknown' OR window_from IS NOT NULL;
CREATE INDEX dialogue_by_change ON dialogue (changed_at);
CREATE INDEX conversation_closed_unasked ON conversation (closed_at) WHERE closed_at IS NOT NULL AND consent <> 'yes';
CREATE INDEX conversation_closed_agreed ON conversation (closed_at) WHERE closed_at IS NOT NULL AND consent = 'yes';
CREATE INDEX conversation_open ON conversation (opened_at) WHERE closed_at IS NULL;
-- Whose text it was, and which, is forgotten a day after it arrived; ids and states stay for a week.
CREATE INDEX outbox_known ON outbox (final_at) WHERE final_at IS NOT NULL AND contact_id IS NOT NULL;

-- The hourly run, shared by all nodes: who holds the row does the next batch. step: how many steps of the run are done.
CREATE TABLE retention_run (
    only_row  boolean     PRIMARY KEY DEFAULT true,
    due_at    timestamptz NOT NULL,
    begun_at  timestamptz,
    step      integer     NOT NULL DEFAULT 0,
    failures  integer     NOT NULL DEFAULT 0,
    counts    jsonb       NOT NULL DEFAULT '{}',
    done_at   timestamptz,
    CONSTRAINT retention_run_only_row CHECK (only_row)
);

-- Events of a day, before they are shuffled: what happened, and nothing of whom or exactly when.
CREATE TABLE statistic_pending (
    id              uuid    PRIMARY KEY,
    organisation_id uuid    NOT NULL,
    line_id         uuid    NOT NULL,
    kind            text    NOT NULL,
    locale          text,
    theme           text,
    wait_band       text,
    hour_band       text    NOT NULL,
    week            text    NOT NULL,
    month           text    NOT NULL,
    CONSTRAINT statistic_pending_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT statistic_pending_line FOREIGN KEY (line_id) REFERENCES line (id)
);

-- The same, written once a day in shuffled order under new random ids.
CREATE TABLE statistic (
    id              uuid    PRIMARY KEY,
    organisation_id uuid    NOT NULL,
    line_id         uuid    NOT NULL,
    kind            text    NOT NULL,
    locale          text,
    theme           text,
    wait_band       text,
    hour_band       text    NOT NULL,
    week            text    NOT NULL,
    month           text    NOT NULL,
    CONSTRAINT statistic_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT statistic_line FOREIGN KEY (line_id) REFERENCES line (id)
);
CREATE INDEX statistic_by_week ON statistic (week);

-- What is left of them later: sums of a month. Empty words stand for what an event does not have.
CREATE TABLE statistic_sum (
    organisation_id uuid    NOT NULL,
    line_id         uuid    NOT NULL,
    month           text    NOT NULL,
    kind            text    NOT NULL,
    locale          text    NOT NULL,
    theme           text    NOT NULL,
    wait_band       text    NOT NULL,
    events          bigint  NOT NULL,
    CONSTRAINT statistic_sum_once PRIMARY KEY (organisation_id, line_id, month, kind, locale, theme, wait_band),
    CONSTRAINT statistic_sum_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT statistic_sum_line FOREIGN KEY (line_id) REFERENCES line (id)
);

-- When the day's events are shuffled next.
CREATE TABLE statistic_round (
    only_row boolean     PRIMARY KEY DEFAULT true,
    due_at   timestamptz NOT NULL,
    CONSTRAINT statistic_round_only_row CHECK (only_row)
);
