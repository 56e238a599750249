-- One text of somebody known, answered automatically: what Reception.handle and the rooms below it say, in their order.
\set n random(1, :contacts)
\set text random(1, 9000000000000000000)
BEGIN;
-- Claims.claim
INSERT INTO inbound_claim (claim_key, claimed_at) VALUES (sha256(int8send(:text)), now())
ON CONFLICT (claim_key) DO NOTHING;
-- Contacts.recognise, then whether an erasure is asked for and a part of a long text waits
SELECT * FROM contact
 WHERE organisation_id = '00000000-0000-7000-8000-000000000001'
   AND kind = 'phone' AND address_key = sha256(int8send(:n))
   FOR UPDATE;
UPDATE contact SET address_key = sha256(int8send(:n)), hash_generation = 1
 WHERE id = CAST(md5('contact' || CAST(:n AS text)) AS uuid) AND hash_generation <> 1;
SELECT count(*) FROM erasure WHERE contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid);
SELECT id FROM waiting_part
 WHERE contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid)
   AND line_id = '00000000-0000-7000-8000-000000000002';
-- OptOuts.find, Conversations.open, SendingStates.find, DialogueRows.find
SELECT stopped_at, restart_asked_at FROM opt_out
 WHERE line_id = '00000000-0000-7000-8000-000000000002' AND kind = 'phone' AND address_key = sha256(int8send(:n));
SELECT c.*,
       (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'in') AS texts,
       (SELECT count(*) FROM conversation o
         WHERE o.line_id = c.line_id AND o.status = 'waiting' AND o.id <> c.id
           AND (CAST(o.priority = 'danger' AS int), CAST(o.priority = 'child' AS int), c.waiting_since, c.id)
             > (CAST(c.priority = 'danger' AS int), CAST(c.priority = 'child' AS int), o.waiting_since, o.id)
       ) AS ahead
  FROM conversation c
 WHERE c.contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid)
   AND c.line_id = '00000000-0000-7000-8000-000000000002' AND c.closed_at IS NULL;
SELECT * FROM sending_state
 WHERE contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid)
   AND line_id = '00000000-0000-7000-8000-000000000002';
SELECT position FROM dialogue
 WHERE contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid)
   AND line_id = '00000000-0000-7000-8000-000000000002';
-- Outbox.replaceWaiting, Contacts.wrote, Outbox.lastCrisis
UPDATE outbox SET status = 'dropped', reason = 'replaced', final_at = now(), parameters = '[]'
 WHERE lane = CAST(md5('contact' || CAST(:n AS text)) AS uuid) AND status = 'queued' AND replaceable;
UPDATE contact SET last_inbound_at = GREATEST(last_inbound_at, now())
 WHERE id = CAST(md5('contact' || CAST(:n AS text)) AS uuid);
SELECT max(COALESCE(sending_at, created_at)) FROM outbox
 WHERE contact_id = CAST(md5('contact' || CAST(:n AS text)) AS uuid)
   AND line_id = '00000000-0000-7000-8000-000000000002'
   AND text_id LIKE 'sys.crisis%' AND status IN ('queued', 'sending', 'sent', 'delivered');
-- Outbox.queue and the wake-up
INSERT INTO outbox (id, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale,
       release_id, parameters, first_in_lane, replaceable, resend_in_doubt, answers_at,
       status, due_at, report_token, created_at)
VALUES (CAST(lpad(to_hex(CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)), 12, '0')
             || substr(md5(CAST(:text AS text)), 1, 20) AS uuid),
       '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002',
       CAST(md5('contact' || CAST(:n AS text)) AS uuid), CAST(md5('contact' || CAST(:n AS text)) AS uuid),
       'automatic', 'reply', 'sys.menu', 'en', '00000000-0000-7000-8000-000000000003',
       CAST('[{"id": "sys.menu", "locale": "en"}, {"id": "sys.menu-footer", "locale": "en", "before": " "}]' AS jsonb),
       false, true, false, now(), 'queued', now(), md5(CAST(:text AS text)), now());
SELECT pg_notify('amparo_wake', 'delivery');
-- SendingStates.save, DialogueRows.save
INSERT INTO sending_state (contact_id, line_id, organisation_id, safe, safe_until, unsafe_since,
       stopped_since, last_inbound_at, silenced_at, window_from, window_until, window_suspended)
VALUES (CAST(md5('contact' || CAST(:n AS text)) AS uuid), '00000000-0000-7000-8000-000000000002',
       '00000000-0000-7000-8000-000000000001', 'yes', now(), NULL, NULL, now(), NULL, NULL, NULL, false)
ON CONFLICT ON CONSTRAINT sending_state_once DO UPDATE
   SET safe = 'yes', safe_until = now(), unsafe_since = NULL, stopped_since = NULL, last_inbound_at = now(),
       silenced_at = NULL, window_from = NULL, window_until = NULL, window_suspended = false;
INSERT INTO dialogue (contact_id, line_id, organisation_id, position, changed_at)
VALUES (CAST(md5('contact' || CAST(:n AS text)) AS uuid), '00000000-0000-7000-8000-000000000002',
       '00000000-0000-7000-8000-000000000001', CAST(
       '{"sessionAt": "2026-11-22T10.00.00Z", "lastAt": "2026-11-22T10.00.00Z", "kept": [], "misses": 0,'
       '"fruitless": 0, "place": {"kind": "MENU", "id": "", "at": "2026-11-22T10.00.00Z"}, "once": ["welcome"],'
       '"recent": [{"key": "0123456789ab", "at": "2026-11-22T10.00.00Z"}]}' AS jsonb), now())
ON CONFLICT ON CONSTRAINT dialogue_once DO UPDATE
   SET position = EXCLUDED.position, changed_at = now();
COMMIT;
