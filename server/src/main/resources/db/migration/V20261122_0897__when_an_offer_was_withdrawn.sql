-- Since when somebody need not answer: a bare 1 or 2 long after it is words for the talk they hold.
ALTER TABLE offer ADD COLUMN withdrawn_at timestamptz;
