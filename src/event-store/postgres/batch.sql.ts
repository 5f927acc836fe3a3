import { APPEND_LOCK, EVENTS_SQL, HISTORY_CHANNEL } from './history.sql.js';

const ARGUMENTS = `
  streams text[], stream_expected integer[], unsure integer[], request_stream integer[], request_expected integer[],
  request_first integer[], request_size integer[], event_request integer[], event_stream text[], event_revision integer[],
  ids uuid[], types text[], data text[], metadata text[]`;

const LOCK = `
  PERFORM pg_advisory_xact_lock(${APPEND_LOCK});
  before := coalesce((SELECT max(e.position) FROM history.events e), 0);`;

const AS_EXPECTED = `stream_expected IS NOT NULL AND (unsure = '{}' OR NOT EXISTS (
    SELECT FROM unnest(unsure) u(place)
    WHERE stream_expected[u.place] <>
      coalesce((SELECT e.revision FROM history.events e WHERE e.stream = streams[u.place] ORDER BY e.revision DESC LIMIT 1), -1)))`;

const WRITE_EVENTS = `
      IF cardinality(ids) = 1 THEN
        INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
        VALUES (before + 1, ids[1], event_revision[1], event_stream[1], types[1], data[1], metadata[1]);
      ELSE
        INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
        SELECT before + generate_subscripts(ids, 1), unnest(ids), unnest(event_revision), unnest(event_stream), unnest(types),
          unnest(data), unnest(metadata);
      END IF;
      PERFORM pg_notify('${HISTORY_CHANNEL}', (before + cardinality(ids))::text);`;

const ONE_BY_ONE = `(SELECT json_agg(json_build_array(a.outcome, a.revision, a.last_position::text) ORDER BY a.place)
    FROM history.append(streams, request_stream, request_expected, request_first, request_size, event_request, ids, types, data,
      metadata) WITH ORDINALITY a(outcome, revision, last_position, place))`;

/**
 * `append_batch` writes a batch whole, answered by the position before it, when all its streams are where their writer believes them
 * to be, and leaves it to `append` otherwise, answered by a JSON array of [outcome, revision, position]. `unsure` are the streams
 * to look at. The others stood at their `stream_expected` as the writer heard from the database: a stream never loses an event, so
 * one that has moved on since is betrayed by its unique revision. Null `stream_expected` = the requests of a stream do not follow
 * on from one another.
 */
const BATCH_SQL = `
CREATE OR REPLACE FUNCTION history.append_batch(${ARGUMENTS}
) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before bigint;
BEGIN${LOCK}
  IF ${AS_EXPECTED} THEN
    BEGIN${WRITE_EVENTS}
      RETURN before;
    EXCEPTION WHEN unique_violation THEN
      NULL; -- A stream has moved on, or an id was used before: append finds out which.
    END;
  END IF;
  RETURN ${ONE_BY_ONE};
END $$;
`;

const IS_FOREIGN = `EXISTS (SELECT FROM unnest(key_hashes, request_hashes) a(hash, request)
    JOIN public.idempotency_keys k ON k.key_hash = a.hash AND k.request_hash <> a.request)`;

/**
 * `append_keyed` is `append_batch` with requests under idempotency keys: what was decided under a key is kept with its events, in the
 * same transaction. Two more outcomes: key-taken (an append to this stream was made under the key) and key-foreign (the key is
 * another request's). Null = not whole: ask again, one request at a time.
 */
const KEYED_SQL = `
CREATE OR REPLACE FUNCTION history.append_keyed(${ARGUMENTS},
  key_requests integer[], key_hashes bytea[], request_hashes bytea[], plans text[], kept_at timestamptz
) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before bigint;
  fresh bigint;
BEGIN${LOCK}
  IF ${AS_EXPECTED} THEN
    BEGIN
      INSERT INTO public.idempotency_keys (key_hash, request_hash, created_at)
        SELECT a.hash, a.request, kept_at FROM unnest(key_hashes, request_hashes) a(hash, request)
        WHERE a.request IS NOT NULL ORDER BY a.hash
        ON CONFLICT (key_hash) DO NOTHING;
      GET DIAGNOSTICS fresh = ROW_COUNT;
      IF fresh < cardinality(array_remove(request_hashes, NULL)) AND ${IS_FOREIGN} THEN
        RAISE unique_violation;
      END IF;${WRITE_EVENTS}
      INSERT INTO public.planned_appends (key_hash, stream, expected, events, created_at)
        SELECT a.hash, streams[request_stream[a.request]],
          CASE request_expected[a.request] WHEN -1 THEN 'no-stream' ELSE request_expected[a.request]::text END, a.plan, kept_at
        FROM unnest(key_hashes, key_requests, plans) a(hash, request, plan) ORDER BY a.hash;
      RETURN before;
    EXCEPTION WHEN unique_violation THEN
      NULL; -- As in append_batch, or a key is taken.
    END;
  END IF;
  IF cardinality(request_stream) > 1 THEN
    RETURN NULL;
  ELSIF EXISTS (SELECT FROM history.events e WHERE e.id = ANY (ids)) THEN
    RETURN ${ONE_BY_ONE};
  ELSIF ${IS_FOREIGN} THEN
    RETURN json_build_array(json_build_array('key-foreign', -1, '0'));
  ELSIF EXISTS (SELECT FROM unnest(key_hashes, key_requests) a(hash, request)
    JOIN public.planned_appends p ON p.key_hash = a.hash AND p.stream = streams[request_stream[a.request]])
  THEN
    RETURN json_build_array(json_build_array('key-taken', -1, '0'));
  ELSIF coalesce((SELECT max(e.revision) FROM history.events e WHERE e.stream = streams[1]), -1) <> request_expected[1] THEN
    RETURN ${ONE_BY_ONE};
  END IF;
  RETURN NULL;
END $$;
`;

/** Everything of the schema `history`. */
export const HISTORY_SQL = EVENTS_SQL + BATCH_SQL + KEYED_SQL;
