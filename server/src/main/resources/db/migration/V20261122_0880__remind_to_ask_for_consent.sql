-- In danger nobody is asked at the start whether texts may be kept: when whoever holds the talk was reminded to.
ALTER TABLE conversation ADD COLUMN consent_reminded_at timestamptz;
