-- Made by the `rota` command: it stays when the staff file is applied again.
ALTER TABLE schedule_holiday ADD COLUMN by_command boolean NOT NULL DEFAULT false;
