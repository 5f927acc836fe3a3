/** Every append holds this transaction lock, so positions follow the commit order without gaps. */
export const APPEND_LOCK = 7_113_100;

/** Each written batch notifies this channel of the position of its last event. */
export const HISTORY_CHANNEL = 'qorzhyn_history';

/** True when the history of this database was moved to another one. */
export const HAS_MOVED = `EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'history.events'::regclass AND tgname = 'moved_away')`;

/** Makes every append fail, by a server of any version, until a switch opens the history again. */
export const SEAL = `
CREATE OR REPLACE FUNCTION history.refuse_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('qorzhyn.move', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'this history has moved to another database' USING ERRCODE = 'read_only_sql_transaction';
END $$;
CREATE OR REPLACE TRIGGER moved_away BEFORE INSERT ON history.events
  FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_moved();
ALTER TABLE history.events ENABLE ALWAYS TRIGGER moved_away;
`;

/** Lets the transaction of a move write into a sealed history. */
export const ALLOW_MOVE = "SET LOCAL qorzhyn.move = 'on'";

/** For a history that returns to this database. */
export const UNSEAL = 'DROP TRIGGER IF EXISTS moved_away ON history.events';
