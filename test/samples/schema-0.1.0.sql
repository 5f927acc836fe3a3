-- The whole schema of version 0.1.0, as its migrations made it.
CREATE TABLE "migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));
CREATE TABLE accounts (
  id text PRIMARY KEY,
  login text UNIQUE,
  name text,
  password_hash text,
  created_at timestamptz NOT NULL
  );
CREATE TABLE invitations (
  token_hash bytea PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
  );
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
  );
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX invitations_account ON invitations (account_id);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764000000000, 'Accounts1764000000000');
CREATE TABLE idempotency_keys (
  key_hash bytea PRIMARY KEY,
  request_hash bytea NOT NULL,
  status integer,
  answer bytea,
  created_at timestamptz NOT NULL
  );
CREATE TABLE planned_appends (
  key_hash bytea NOT NULL,
  stream text NOT NULL,
  expected text NOT NULL,
  events text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (key_hash, stream)
  );
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
CREATE INDEX planned_appends_age ON planned_appends (created_at);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764000001000, 'Idempotency1764000001000');
CREATE TABLE vault_items (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  value text,
  salt bytea,
  stored_at timestamptz NOT NULL,
  erased_at timestamptz,
  CHECK ((value IS NULL) = (salt IS NULL) AND (value IS NULL) = (erased_at IS NOT NULL))
  );
INSERT INTO "migrations"("timestamp", "name") VALUES (1764000002000, 'Vault1764000002000');
ALTER TABLE idempotency_keys ADD COLUMN told text;
ALTER TABLE idempotency_keys SET (fillfactor = 40);
DROP INDEX idempotency_keys_age;
CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at) WITH (autosummarize = on);
DROP INDEX planned_appends_age;
CREATE INDEX planned_appends_age ON planned_appends USING brin (created_at) WITH (autosummarize = on);
INSERT INTO "migrations"("timestamp", "name") VALUES (1764000003000, 'ToldAnswers1764000003000');
CREATE SCHEMA read_model;
CREATE TABLE read_model.generation (
  projection text NOT NULL,
  generation integer NOT NULL,
  version integer NOT NULL,
  position text,
  live boolean NOT NULL DEFAULT false,
  PRIMARY KEY (projection, generation)
  );
CREATE UNIQUE INDEX one_live_generation ON read_model.generation (projection) WHERE live;
CREATE TABLE read_model.document (
  projection text NOT NULL,
  generation integer NOT NULL,
  key text COLLATE "C" NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (projection, generation, key)
  );
CREATE INDEX document_body ON read_model.document USING gin (body jsonb_path_ops)
  WHERE projection NOT IN ('standings', 'college-journal');
CREATE TABLE read_model.parked_event (
  projection text NOT NULL,
  generation integer NOT NULL,
  stream text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  revision integer NOT NULL,
  position text NOT NULL,
  error text NOT NULL,
  PRIMARY KEY (projection, generation, stream)
  );
INSERT INTO "migrations"("timestamp", "name") VALUES (1780000000100, 'CreateReadModel1780000000100');
CREATE TABLE read_model.lease (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  epoch integer NOT NULL,
  owner text,
  expires_at timestamptz NOT NULL
  );
INSERT INTO read_model.lease (epoch, expires_at) VALUES (0, '-infinity');
INSERT INTO "migrations"("timestamp", "name") VALUES (1780000000110, 'CreateProjectorLease1780000000110');
CREATE TABLE read_model.fold_snapshot (
  projection text NOT NULL,
  generation integer NOT NULL,
  key text COLLATE "C" NOT NULL,
  position text NOT NULL,
  event_id text NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (projection, generation, key, position),
  FOREIGN KEY (projection, generation) REFERENCES read_model.generation ON DELETE CASCADE
  );
ALTER TABLE read_model.fold_snapshot ALTER COLUMN body SET STORAGE EXTERNAL;
INSERT INTO "migrations"("timestamp", "name") VALUES (1780000000120, 'CreateFoldSnapshots1780000000120');
ALTER INDEX read_model.document_body SET (gin_pending_list_limit = 512);
INSERT INTO "migrations"("timestamp", "name") VALUES (1780000000130, 'SortInOften1780000000130');
DROP INDEX read_model.document_body;
CREATE INDEX document_filters ON read_model.document USING gin ((body - '{actionId,eventId,position,revision,at,submittedAt,submittedOn,doneFrom,rulebookVersion,details,claimed,verified,endorsement,partners,evidence,deciders,journal}'::text[]) jsonb_path_ops)
  WITH (gin_pending_list_limit = 512) WHERE projection IN ('review-queue', 'audit-trail');
CREATE INDEX document_submitted ON read_model.document (generation, (body -> 'submittedAt'), key)
  WHERE projection = 'review-queue';
INSERT INTO "migrations"("timestamp", "name") VALUES (1780000000140, 'IndexFilters1780000000140');
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON planned_appends TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE ON vault_items TO "qorzhyn_app";
GRANT USAGE ON SCHEMA read_model TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON read_model.generation TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON read_model.document TO "qorzhyn_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON read_model.parked_event TO "qorzhyn_app";
GRANT SELECT, INSERT, DELETE ON read_model.fold_snapshot TO "qorzhyn_app";
GRANT SELECT, UPDATE ON read_model.lease TO "qorzhyn_app";
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

CREATE OR REPLACE FUNCTION history.append_batch(
  streams text[], stream_expected integer[], unsure integer[], request_stream integer[], request_expected integer[],
  request_first integer[], request_size integer[], event_request integer[], event_stream text[], event_revision integer[],
  ids uuid[], types text[], data text[], metadata text[]
) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7113100);
  before := coalesce((SELECT max(e.position) FROM history.events e), 0);
  IF stream_expected IS NOT NULL AND (unsure = '{}' OR NOT EXISTS (
  SELECT FROM unnest(unsure) u(place)
  WHERE stream_expected[u.place] <>
  coalesce((SELECT e.revision FROM history.events e WHERE e.stream = streams[u.place] ORDER BY e.revision DESC LIMIT 1), -1))) THEN
  BEGIN
  IF cardinality(ids) = 1 THEN
  INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
  VALUES (before + 1, ids[1], event_revision[1], event_stream[1], types[1], data[1], metadata[1]);
  ELSE
  INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
  SELECT before + generate_subscripts(ids, 1), unnest(ids), unnest(event_revision), unnest(event_stream), unnest(types),
  unnest(data), unnest(metadata);
  END IF;
  PERFORM pg_notify('qorzhyn_history', (before + cardinality(ids))::text);
  RETURN before;
  EXCEPTION WHEN unique_violation THEN
  NULL; -- A stream has moved on, or an id was used before: append finds out which.
  END;
  END IF;
  RETURN (SELECT json_agg(json_build_array(a.outcome, a.revision, a.last_position::text) ORDER BY a.place)
  FROM history.append(streams, request_stream, request_expected, request_first, request_size, event_request, ids, types, data,
  metadata) WITH ORDINALITY a(outcome, revision, last_position, place));
END $$;

CREATE OR REPLACE FUNCTION history.append_keyed(
  streams text[], stream_expected integer[], unsure integer[], request_stream integer[], request_expected integer[],
  request_first integer[], request_size integer[], event_request integer[], event_stream text[], event_revision integer[],
  ids uuid[], types text[], data text[], metadata text[],
  key_requests integer[], key_hashes bytea[], request_hashes bytea[], plans text[], kept_at timestamptz
) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before bigint;
  fresh bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7113100);
  before := coalesce((SELECT max(e.position) FROM history.events e), 0);
  IF stream_expected IS NOT NULL AND (unsure = '{}' OR NOT EXISTS (
  SELECT FROM unnest(unsure) u(place)
  WHERE stream_expected[u.place] <>
  coalesce((SELECT e.revision FROM history.events e WHERE e.stream = streams[u.place] ORDER BY e.revision DESC LIMIT 1), -1))) THEN
  BEGIN
  INSERT INTO public.idempotency_keys (key_hash, request_hash, created_at)
  SELECT a.hash, a.request, kept_at FROM unnest(key_hashes, request_hashes) a(hash, request)
  WHERE a.request IS NOT NULL ORDER BY a.hash
  ON CONFLICT (key_hash) DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  IF fresh < cardinality(array_remove(request_hashes, NULL)) AND EXISTS (SELECT FROM unnest(key_hashes, request_hashes) a(hash, request)
  JOIN public.idempotency_keys k ON k.key_hash = a.hash AND k.request_hash <> a.request) THEN
  RAISE unique_violation;
  END IF;
  IF cardinality(ids) = 1 THEN
  INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
  VALUES (before + 1, ids[1], event_revision[1], event_stream[1], types[1], data[1], metadata[1]);
  ELSE
  INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
  SELECT before + generate_subscripts(ids, 1), unnest(ids), unnest(event_revision), unnest(event_stream), unnest(types),
  unnest(data), unnest(metadata);
  END IF;
  PERFORM pg_notify('qorzhyn_history', (before + cardinality(ids))::text);
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
  RETURN (SELECT json_agg(json_build_array(a.outcome, a.revision, a.last_position::text) ORDER BY a.place)
  FROM history.append(streams, request_stream, request_expected, request_first, request_size, event_request, ids, types, data,
  metadata) WITH ORDINALITY a(outcome, revision, last_position, place));
  ELSIF EXISTS (SELECT FROM unnest(key_hashes, request_hashes) a(hash, request)
  JOIN public.idempotency_keys k ON k.key_hash = a.hash AND k.request_hash <> a.request) THEN
  RETURN json_build_array(json_build_array('key-foreign', -1, '0'));
  ELSIF EXISTS (SELECT FROM unnest(key_hashes, key_requests) a(hash, request)
  JOIN public.planned_appends p ON p.key_hash = a.hash AND p.stream = streams[request_stream[a.request]])
  THEN
  RETURN json_build_array(json_build_array('key-taken', -1, '0'));
  ELSIF coalesce((SELECT max(e.revision) FROM history.events e WHERE e.stream = streams[1]), -1) <> request_expected[1] THEN
  RETURN (SELECT json_agg(json_build_array(a.outcome, a.revision, a.last_position::text) ORDER BY a.place)
  FROM history.append(streams, request_stream, request_expected, request_first, request_size, event_request, ids, types, data,
  metadata) WITH ORDINALITY a(outcome, revision, last_position, place));
  END IF;
  RETURN NULL;
END $$;
COMMENT ON SCHEMA history IS 'events 6c334e5ba3e5e42a6db89133a04ce32102e3c9565eac82b49a3af27679dca83b';
REVOKE ALL ON SCHEMA history FROM qorzhyn_app;
REVOKE ALL ON history.events FROM qorzhyn_app;
GRANT USAGE ON SCHEMA history TO qorzhyn_app;
GRANT SELECT, INSERT ON history.events TO qorzhyn_app;
