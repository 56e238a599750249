-- People number :from to :to, who wrote within the last hour and said yes to keeping their texts: each with a closed talk, a text
-- of it, a message of ours that arrived, two keys. :mark keeps the sets apart. The keys open nothing, so who
-- is to be forgotten has no number: else it would be looked for in kept texts.
CREATE TEMPORARY TABLE person AS
SELECT n, CAST(md5(:mark || 'contact' || n) AS uuid) AS contact, CAST(md5(:mark || 'talk' || n) AS uuid) AS talk,
       CAST(md5(:mark || 'text' || n) AS uuid) AS text, sha256(convert_to(:mark || n, 'UTF8')) AS bytes,
       l.id AS line, l.organisation_id AS organisation,
       now() - make_interval(secs => n % 3000) AS at
  FROM generate_series(:from, :to) AS n, (SELECT id, organisation_id FROM line ORDER BY created_at, id LIMIT 1) AS l;
INSERT INTO contact (id, organisation_id, kind, address_key, hash_generation, sealed_address, locale, created_at,
       last_inbound_at, needed_until)
SELECT contact, organisation, 'phone', bytes, (SELECT key_id FROM master_key WHERE kind = 'lookup' LIMIT 1),
       CASE WHEN :mark <> 'forget' THEN substr(bytes || bytes, 1, 40) END, 'en', at, at,
       at + interval '719 hours' FROM person;
INSERT INTO sending_state (contact_id, line_id, organisation_id, last_inbound_at)
SELECT contact, line, organisation, at FROM person;
INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale, consent, opened_at, closed_at,
       close_reason)
SELECT talk, organisation, line, contact, 'closed', 'normal', 'en', 'yes', at, at, 'information' FROM person;
INSERT INTO participant (id, organisation_id, conversation_id, kind, person_id, joined_at)
SELECT text, organisation, talk, 'contact', contact, at FROM person;
INSERT INTO message (id, organisation_id, line_id, conversation_id, author_id, direction, medium, said_at)
SELECT text, organisation, line, talk, text, 'in', 'text', at FROM person;
INSERT INTO message_body (message_id, sealed) SELECT text, bytes || bytes || bytes || bytes FROM person;
INSERT INTO outbox (id, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale, parameters, status,
       due_at, report_token, created_at, sending_at, sent_at, final_at)
SELECT text, organisation, line, contact, contact, 'automatic', 'reply', 'sys.menu', 'en', '[]', 'delivered', at,
       :mark || 'token' || n, at, at, at, at FROM person;
INSERT INTO keyring.data_key (owner_id, wrapped, created_at)
SELECT contact, bytes || bytes, at FROM person UNION ALL SELECT talk, bytes || bytes, at FROM person;
DROP TABLE person;
