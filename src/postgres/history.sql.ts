/**
 * The events and the function that appends them. `append` decides each request of a batch separately and returns one row for each:
 * written | repeated (revision and position of its last event) | conflict (the actual revision, -1 = no stream) | id-taken.
 * The advisory lock and the channel are those of `src/event-store/postgres/history.sql.ts`.
 */
export const HISTORY_SQL = `
CREATE SCHEMA IF NOT EXISTS history;

CREATE TABLE IF NOT EXISTS history.events (
  position bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  revision integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  data text NOT NULL,
  metadata text NOT NULL,
  UNIQUE (stream, revision)
);

CREATE OR REPLACE FUNCTION history.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is never changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON history.events
  FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_change();
ALTER TABLE history.events ENABLE ALWAYS TRIGGER never_changed;

CREATE OR REPLACE FUNCTION history.append(
  streams text[], request_stream integer[], request_expected integer[], request_first integer[], request_size integer[],
  event_request integer[], ids uuid[], types text[], data text[], metadata text[],
  OUT outcome text, OUT revision integer, OUT last_position bigint
) RETURNS SETOF record LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
  requests CONSTANT integer := cardinality(request_stream);
  heads integer[];
  head bigint;
  any_known boolean;
  actual integer;
  found_position bigint;
  found_count integer;
  request_ids uuid[];
  outcomes text[] := array_fill(NULL::text, ARRAY[requests]);
  revisions integer[] := array_fill(NULL::integer, ARRAY[requests]);
  positions bigint[] := array_fill(NULL::bigint, ARRAY[requests]);
  before_position bigint[] := array_fill(NULL::bigint, ARRAY[requests]);
  before bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7113100);
  SELECT coalesce(max(e.position), 0) INTO head FROM history.events e;
  before := head;
  heads := ARRAY(
    SELECT coalesce((SELECT e.revision FROM history.events e WHERE e.stream = s.name ORDER BY e.revision DESC LIMIT 1), -1)
    FROM unnest(streams) WITH ORDINALITY s(name, place) ORDER BY s.place);
  any_known := EXISTS (SELECT FROM history.events e WHERE e.id = ANY (ids));
  FOR r IN 1..requests LOOP
    actual := heads[request_stream[r]];
    IF actual = request_expected[r] AND NOT any_known THEN
      outcomes[r] := 'written';
    ELSE
      request_ids := ids[request_first[r] : request_first[r] + request_size[r] - 1];
      SELECT count(*), max(e.position) INTO found_count, found_position
      FROM unnest(request_ids) WITH ORDINALITY i(id, place)
      JOIN history.events e ON e.id = i.id AND e.stream = streams[request_stream[r]] AND e.revision = request_expected[r] + i.place;
      IF found_count = request_size[r] THEN
        outcomes[r] := 'repeated';
        revisions[r] := request_expected[r] + request_size[r];
        positions[r] := found_position;
      ELSIF actual <> request_expected[r] THEN
        outcomes[r] := 'conflict';
        revisions[r] := actual;
      ELSIF EXISTS (SELECT FROM history.events e WHERE e.id = ANY (request_ids)) THEN
        outcomes[r] := 'id-taken';
      ELSE
        outcomes[r] := 'written';
      END IF;
    END IF;
    IF outcomes[r] = 'written' THEN
      before_position[r] := head;
      head := head + request_size[r];
      positions[r] := head;
      revisions[r] := actual + request_size[r];
      heads[request_stream[r]] := revisions[r];
    END IF;
  END LOOP;
  IF head > before THEN
    INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
    SELECT before_position[i.request] + i.place - request_first[i.request] + 1, i.id,
      request_expected[i.request] + i.place - request_first[i.request] + 1, streams[request_stream[i.request]], i.type, i.data, i.metadata
    FROM unnest(ids, types, data, metadata, event_request) WITH ORDINALITY i(id, type, data, metadata, request, place)
    WHERE before_position[i.request] IS NOT NULL;
    PERFORM pg_notify('qorzhyn_history', head::text);
  END IF;
  RETURN QUERY SELECT o.outcome, o.revision, o.last_position FROM unnest(outcomes, revisions, positions) o(outcome, revision, last_position);
END $$;
COMMENT ON SCHEMA history IS NULL;
`;
