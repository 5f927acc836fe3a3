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

/** Everything of the schema `history`. */
export const HISTORY_SQL = EVENTS_SQL + BATCH_SQL;
