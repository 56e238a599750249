-- What the yardstick finds: an organisation, a line, and :contacts people who have written before.
INSERT INTO organisation (id, name, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'yardstick', now());
INSERT INTO line (id, organisation_id, name, created_at)
VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'yardstick', now());
INSERT INTO contact (id, organisation_id, kind, address_key, hash_generation, sealed_address, locale, created_at,
       last_inbound_at)
SELECT CAST(md5('contact' || n) AS uuid), '00000000-0000-7000-8000-000000000001', 'phone', sha256(int8send(n)), 1,
       substr(sha256(int8send(n)) || sha256(int8send(n)), 1, 40), 'en', now(), now()
  FROM generate_series(CAST(1 AS bigint), :contacts) AS n;
INSERT INTO keyring.data_key (owner_id, wrapped, created_at)
SELECT id, sha256(address_key) || sha256(address_key), now() FROM contact;
INSERT INTO sending_state (contact_id, line_id, organisation_id, last_inbound_at)
SELECT id, '00000000-0000-7000-8000-000000000002', organisation_id, now() FROM contact;
INSERT INTO dialogue (contact_id, line_id, organisation_id, position, changed_at)
SELECT id, '00000000-0000-7000-8000-000000000002', organisation_id, CAST(
       '{"sessionAt": "2026-11-22T10.00.00Z", "lastAt": "2026-11-22T10.00.00Z", "kept": [], "misses": 0,'
       '"fruitless": 0, "place": {"kind": "MENU", "id": "", "at": "2026-11-22T10.00.00Z"}, "once": ["welcome"],'
       '"recent": [{"key": "0123456789ab", "at": "2026-11-22T10.00.00Z"}]}' AS jsonb), now() FROM contact;
