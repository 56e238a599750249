-- Before each stage: the outbox holds as many finished rows as the program's did when its stage began.
TRUNCATE outbox;
INSERT INTO outbox (id, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale, release_id,
       parameters, replaceable, answers_at, status, attempts, due_at, report_token, carrier_id, segments, created_at,
       sending_at, sent_at, final_at)
SELECT CAST(lpad(to_hex(n), 12, '0') || substr(md5('row' || n), 1, 20) AS uuid),
       '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002',
       CAST(md5('contact' || 1 + n % :contacts) AS uuid), CAST(md5('contact' || 1 + n % :contacts) AS uuid),
       'automatic', 'reply', 'sys.menu', 'en', '00000000-0000-7000-8000-000000000003', '[]', true, now(), 'delivered',
       1, now(), md5('token' || n), 'SM' || md5('row' || n), 1, now(), now(), now(), now()
  FROM generate_series(CAST(1 AS bigint), :rows) AS n;
