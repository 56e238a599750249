-- People number :from to :to, who have waited for half an hour in a language nobody on duty speaks: everybody was asked
-- in vain, and each run is looked at once a minute, spread over the minute. The policy is that of a run the program
-- made itself.
CREATE TEMPORARY TABLE person AS
SELECT n, CAST(md5('waitingcontact' || n) AS uuid) AS contact, CAST(md5('waitingtalk' || n) AS uuid) AS talk,
       CAST(md5('waitingrun' || n) AS uuid) AS run, sha256(convert_to('waiting' || n, 'UTF8')) AS bytes,
       l.id AS line, l.organisation_id AS organisation, now() - interval '31 minutes' AS at
  FROM generate_series(:from, :to) AS n, (SELECT id, organisation_id FROM line ORDER BY created_at, id LIMIT 1) AS l;
INSERT INTO contact (id, organisation_id, kind, address_key, hash_generation, locale, created_at, last_inbound_at,
       needed_until)
SELECT contact, organisation, 'phone', bytes, (SELECT key_id FROM master_key WHERE kind = 'lookup' LIMIT 1), 'am', at, at,
       at + interval '719 hours' FROM person;
INSERT INTO sending_state (contact_id, line_id, organisation_id, last_inbound_at)
SELECT contact, line, organisation, at FROM person;
INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale, consent, waiting_since,
       opened_at, due_at)
SELECT talk, organisation, line, contact, 'waiting', 'normal', 'am', 'yes', at, at, at FROM person;
INSERT INTO participant (id, organisation_id, conversation_id, kind, person_id, joined_at)
SELECT run, organisation, talk, 'contact', contact, at FROM person;
INSERT INTO escalation_run (id, organisation_id, line_id, conversation_id, policy, status, danger, child, way, began_at,
       opened, marked, due_at, created_at)
SELECT run, organisation, line, talk, (SELECT policy FROM escalation_run ORDER BY created_at LIMIT 1), 'running', false,
       false, 'normal', at, 3, 4, now() + interval '10 minutes', at FROM person;
DROP TABLE person;
