-- An open offer takes a place of whoever is asked: they are counted whenever somebody is looked for.
CREATE INDEX offer_open ON offer (responder_id) WHERE answer = 'open';
