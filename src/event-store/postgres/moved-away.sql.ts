/** True when the history of this database was moved elsewhere. */
export const HAS_MOVED = `EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'history.events'::regclass AND tgname = 'moved_away')`;

/** From here on no server, of whatever version, can add an event: writers get an error that is never taken for a success. */
export const SEAL = `
CREATE OR REPLACE FUNCTION history.refuse_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this history has moved to another database' USING ERRCODE = 'read_only_sql_transaction';
END $$;
CREATE OR REPLACE TRIGGER moved_away BEFORE INSERT ON history.events
  FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_moved();
ALTER TABLE history.events ENABLE ALWAYS TRIGGER moved_away;
`;

/** For a history that comes back to where it was. */
export const UNSEAL = 'DROP TRIGGER IF EXISTS moved_away ON history.events';
