-- A kept text names its sender by keyed hash, so that FORGET finds it too; a part that waited was claimed already.
ALTER TABLE unhandled ADD COLUMN address_key bytea;
ALTER TABLE unhandled ADD COLUMN claimed boolean NOT NULL DEFAULT false;
CREATE INDEX unhandled_sender ON unhandled (address_key) WHERE address_key IS NOT NULL;
