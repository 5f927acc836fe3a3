import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { SweepStore } from '../../src/evidence/check-uploads/sweep-store.js';
import { EvidenceStore } from '../../src/evidence/store/evidence-store.js';
import { startTestApp, type TestApp, type TestClock } from '../support/app.js';
import { claimWith, photoOf, uploaded } from '../support/evidence-world.js';
import { TusClient } from '../support/tus-client.js';
import { openChallenge } from '../support/world.js';

let server: TestApp;
let own: string;
let other: string;
let reviewer: string;
let seed = 0;
beforeAll(async () => {
  server = await startTestApp({ env: { QORZHYN_SESSION_HOURS: '8760', QORZHYN_SESSION_IDLE_HOURS: '8760' } });
  await openChallenge(server);
  own = (await server.signedIn('coordinator', 'beket')).cookie;
  other = (await server.signedIn('coordinator', 'qarashash')).cookie;
  reviewer = (await server.signedIn('reviewer')).cookie;
}, 120_000);
afterAll(() => server.close());

const photo = async (cookie = own) => uploaded(server, cookie, await photoOf((seed += 1)));
const submit = (files: readonly string[], more: object = {}, id: string = randomUUID(), cookie = own) =>
  server.request('PUT', `/api/actions/${id}`, { cookie, body: claimWith(files, more) });
const refusal = ({ status, body }: { status: number; body: { code?: string; errors?: { path: string }[] } }) => [
  status,
  body.code,
  body.errors?.[0]?.path,
];
const storedKeys = async () => {
  const keys: string[] = [];
  for await (const { key } of server.app.get(EvidenceStore).keys()) keys.push(key);
  return keys;
};
const eventsOf = async (id: string) =>
  (await server.events(`action-${id}`)).map(({ type, data }) => ({ type, data: JSON.parse(data) }));

describe('a finished upload', () => {
  test('becomes a clean file with a thumbnail', async () => {
    const id = await photo();
    const { body } = await new TusClient(server, own).show(id);
    expect(body).toMatchObject({ id, state: 'ready', mediaType: 'image/jpeg', width: 320, height: 240, reason: null });
    expect((await storedKeys()).filter((key) => key.startsWith(id)).sort()).toEqual([id, `${id}-small`]);
  });

  test('is refused with a sentence when it is no photo or document', async () => {
    const id = await uploaded(server, own, Buffer.from('бұл фото емес'));
    const { body } = await new TusClient(server, own).show(id);
    expect(body).toMatchObject({ state: 'refused', reason: 'EVIDENCE_TYPE', mediaType: null });
    expect(body.reasonText.kk).toMatch(/қабылданбайды/);
    expect(refusal(await submit([id]))).toEqual([422, 'EVIDENCE_REFUSED', 'files.0']);
    expect((await storedKeys()).filter((key) => key.startsWith(id))).toEqual([]);
  });
});

describe('PUT /api/actions/:id with files', () => {
  test('records commitment, media type, size and the statement about minors', async () => {
    const [one, two] = [await photo(), await photo()];
    const id = randomUUID();
    const answer = await submit([one, two], { links: ['https://example.kz/a'], attestation: 'consent' }, id);
    expect(answer.status).toBe(201);
    const [{ data } = { data: null }] = await eventsOf(id);
    const file = {
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      mediaType: 'image/jpeg',
      bytes: expect.any(Number),
    };
    expect(data.evidence).toEqual([
      { ...file, id: one },
      { ...file, id: two },
      { id: expect.any(String), commitment: expect.any(String) },
    ]);
    expect(data.attestation).toBe('consent');
    const query = `?atLeast=${answer.body.position}`;
    const { body } = await server.request('GET', `/api/actions/${id}${query}`, { cookie: reviewer });
    expect(body.attestation).toBe('consent');
    expect((await new TusClient(server, own).show(one)).body.actionId).toBe(id);
  });

  test('takes the same files again as the same claim', async () => {
    const [one, two] = [await photo(), await photo()];
    const id = randomUUID();
    expect((await submit([one], {}, id)).status).toBe(201);
    expect((await submit([one], {}, id)).status).toBe(200);
    expect(refusal(await submit([two], {}, id))).toEqual([409, 'ACTION_EXISTS', undefined]);
    expect(refusal(await submit([one], { attestation: 'consent' }, id))).toEqual([409, 'ACTION_EXISTS', undefined]);
    expect((await submit([two])).status).toBe(201);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('stores one action for concurrent duplicates', async () => {
    const files = [await photo()];
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(files, {}, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('refuses files without a word about minors', async () => {
    const id = await photo();
    expect(refusal(await submit([id], { attestation: undefined }))).toEqual([
      422,
      'ATTESTATION_MISSING',
      'attestation',
    ]);
    expect((await submit([], { attestation: undefined })).status).toBe(201);
  });

  test('refuses an unchecked file with a time to try again', async () => {
    const id = randomUUID();
    await new TusClient(server, own).start(id, 10);
    const answer = await submit([id]);
    expect(refusal(answer)).toEqual([409, 'EVIDENCE_NOT_READY', 'files.0']);
    expect(answer.headers.get('retry-after')).toBe('3');
  });

  test('refuses a file of another college as one that does not exist', async () => {
    const foreign = await photo(other);
    const mine = await photo();
    expect(refusal(await submit([mine, foreign]))).toEqual([422, 'EVIDENCE_UNKNOWN', 'files.1']);
    expect(refusal(await submit([randomUUID()]))).toEqual([422, 'EVIDENCE_UNKNOWN', 'files.0']);
    expect((await submit([mine])).status).toBe(201);
    expect((await submit([foreign], {}, randomUUID(), other)).status).toBe(201);
  });

  test('refuses a file that another action names', async () => {
    const id = await photo();
    expect((await submit([id])).status).toBe(201);
    expect(refusal(await submit([id]))).toEqual([409, 'EVIDENCE_USED', 'files.0']);
    expect(refusal(await new TusClient(server, own).remove(id))).toEqual([409, 'UPLOAD_IN_USE', undefined]);
  });

  test('gives a file to one of two concurrent actions', async () => {
    const id = await photo();
    const answers = await Promise.all([submit([id]), submit([id])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('refuses eleven files and the same file twice', async () => {
    const id = await photo();
    const eleven = Array.from({ length: 11 }, () => randomUUID());
    expect(refusal(await submit(eleven))).toEqual([400, 'VALIDATION_FAILED', 'files']);
    expect(refusal(await submit([id, id]))).toEqual([400, 'VALIDATION_FAILED', 'files']);
  });
});

describe('later evidence', () => {
  const asked = async (id: string) => {
    const body = { reason: 'photo-missing' };
    await server.request('POST', `/api/actions/${id}/request-information`, { cookie: reviewer, body });
  };
  const revise = (id: string, files: readonly string[], more: object = {}) => {
    const { challengeId: _, ...claim } = claimWith(files, more);
    return server.request('POST', `/api/actions/${id}/revise`, { cookie: own, body: claim });
  };

  test('stays and grows in a revision', async () => {
    const [one, two] = [await photo(), await photo()];
    const id = randomUUID();
    await submit([one], {}, id);
    await asked(id);
    expect((await revise(id, [two], { keep: [one] })).status).toBe(200);
    expect((await revise(id, [one, two])).status).toBe(200);
    const events = await eventsOf(id);
    expect(events.map(({ type }) => type)).toEqual(['ActionSubmitted', 'InformationRequested', 'ActionRevised']);
    expect(events[2]!.data.evidence).toMatchObject([
      { id: one, mediaType: 'image/jpeg' },
      { id: two, mediaType: 'image/jpeg' },
    ]);
    await asked(id);
    expect((await revise(id, [], { keep: [one], attestation: undefined })).status).toBe(200);
    expect((await eventsOf(id)).at(-1)!.data).toMatchObject({ evidence: [{ id: one }], attestation: 'no-minors' });
  });

  test('is attached once, with a word about minors', async () => {
    const [one, two] = [await photo(), await photo()];
    const id = randomUUID();
    await submit([one], {}, id);
    const attach = (body: object) => server.request('POST', `/api/actions/${id}/evidence`, { cookie: own, body });
    expect(refusal(await attach({ file: two }))).toEqual([422, 'ATTESTATION_MISSING', 'attestation']);
    expect((await attach({ file: two, attestation: 'consent' })).body.evidenceId).toBe(two);
    expect((await attach({ file: two, attestation: 'consent' })).status).toBe(200);
    expect(refusal(await attach({}))).toEqual([400, 'VALIDATION_FAILED', 'url']);
    const events = await eventsOf(id);
    expect(events.map(({ type }) => type)).toEqual(['ActionSubmitted', 'EvidenceAttached']);
    expect(events[1]!.data).toMatchObject({ evidence: { id: two, mediaType: 'image/jpeg' }, attestation: 'consent' });
  });

  test('is deleted with its row when it is taken down', async () => {
    const file = await photo();
    const id = randomUUID();
    await submit([file], {}, id);
    const takeDown = () =>
      server.request('POST', `/api/actions/${id}/evidence/${file}/take-down`, {
        cookie: reviewer,
        body: { reason: 'faces' },
      });
    expect((await takeDown()).status).toBe(200);
    expect((await new TusClient(server, own).show(file)).status).toBe(404);
    expect((await storedKeys()).filter((key) => key.startsWith(file))).toEqual([]);
    expect((await takeDown()).status).toBe(200);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['ActionSubmitted', 'EvidenceTakenDown']);
    expect(refusal(await submit([file]))).toEqual([422, 'EVIDENCE_UNKNOWN', 'files.0']);
  });
});

describe('GET /files/:token', () => {
  const shown = async (id: string, cookie: string) =>
    (await server.request('GET', `/api/actions/${id}`, { cookie })).body.evidence[0];
  const fetched = async (url: string, cookie?: string) => {
    const answer = await fetch(`${server.url}${url}`, { headers: cookie ? { cookie } : {} });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const submitted = async (file: string, cookie = own) => {
    const id = randomUUID();
    const { body } = await submit([file], {}, id, cookie);
    await server.request('GET', `/api/actions?atLeast=${body.position}`, { cookie });
    return id;
  };

  test('serves the clean photo and its thumbnail in a sandbox', async () => {
    const bytes = await sharp(await photoOf((seed += 1), 900, 600))
      .withExif({ IFD0: { ImageDescription: 'canary Айгүл', Model: 'canary-camera' } })
      .jpeg()
      .toBuffer();
    const file = await uploaded(server, own, bytes);
    const id = await submitted(file);
    for (const cookie of [own, reviewer, server.adminCookie, (await server.signedIn('auditor')).cookie]) {
      const { file: link, url } = await shown(id, cookie);
      expect([url, link.mediaType, link.width, link.height]).toEqual([null, 'image/jpeg', 900, 600]);
      const full = await fetched(link.url, cookie);
      expect([full.status, full.bytes.length]).toEqual([200, link.bytes]);
      expect(full.bytes.includes('canary')).toBe(false);
      expect(Object.fromEntries(full.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'no-store',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'content-disposition': `inline; filename="${file.slice(0, 8)}.jpg"`,
        'cross-origin-resource-policy': 'same-origin',
      });
      const small = await fetched(link.thumbnail, cookie);
      expect((await sharp(small.bytes).metadata()).width).toBe(480);
    }
  });

  test('opens for nobody but the person whom it was shown to', async () => {
    const id = await submitted(await photo());
    const { file: link } = await shown(id, own);
    for (const cookie of [other, reviewer, server.adminCookie])
      expect((await fetched(link.url, cookie)).status).toBe(404);
    expect((await fetched(link.url)).status).toBe(401);
    expect((await fetched(link.url.replace('.full.', '.small.'), own)).status).toBe(404);
    expect((await fetched('/files/none', own)).status).toBe(404);
    expect((await server.request('GET', `/api/actions/${id}`, { cookie: other })).status).toBe(404);
    expect((await fetched(link.url, own)).status).toBe(200);
  });

  test('ends after ten minutes, and at once with a takedown', async () => {
    const file = await photo();
    const id = await submitted(file);
    const { file: first } = await shown(id, own);
    (server.clock as TestClock).advance(600_000);
    expect((await fetched(first.url, own)).status).toBe(404);
    const { file: second } = await shown(id, own);
    expect((await fetched(second.thumbnail, own)).status).toBe(200);
    const path = `/api/actions/${id}/evidence/${file}/take-down`;
    await server.request('POST', path, { cookie: own, body: { reason: 'faces' } });
    for (const url of [second.url, second.thumbnail]) expect((await fetched(url, own)).status).toBe(404);
  });
});

describe('hints about a photo', () => {
  const details = async (id: string, cookie: string, position: string) =>
    (await server.request('GET', `/api/actions/${id}?atLeast=${position}`, { cookie })).body;

  test('name the same photo of another college to reviewers alone', async () => {
    const bytes = await photoOf((seed += 1), 640, 480);
    const again = await sharp(bytes).resize(500).jpeg({ quality: 70 }).toBuffer();
    const [one, two] = [randomUUID(), randomUUID()];
    await submit([await uploaded(server, own, bytes)], {}, one);
    const { body } = await submit([await uploaded(server, other, again)], {}, two, other);
    const seen = await details(one, reviewer, body.position);
    const flag = seen.flags.find(({ code }: { code: string }) => code === 'same-photo');
    expect(flag).toMatchObject({ figures: { claims: 1, colleges: 1 }, actions: [two] });
    expect(flag.words.kk).toMatch(/басқа 1 колледжде/);
    expect((await details(one, own, body.position)).flags).toEqual([]);
    const stranger = await submit([await photo()], {}, randomUUID());
    const alone = await details(stranger.body.actionId, reviewer, stranger.body.position);
    expect(alone.flags.map(({ code }: { code: string }) => code)).not.toContain('same-photo');
  });

  test('name time and place of the camera to reviewers alone', async () => {
    const bytes = await sharp(await photoOf((seed += 1)))
      .withExif({
        IFD2: { DateTimeOriginal: '2026:02:28 14:03:00' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 39/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '51/1 9/1 0/1' },
      })
      .jpeg()
      .toBuffer();
    const { body } = await submit([await uploaded(server, own, bytes)]);
    const taken = async (cookie: string) =>
      (await details(body.actionId, cookie, body.position)).evidence[0].file.taken;
    expect(await taken(reviewer)).toEqual({
      at: '2026-02-28T14:03:00',
      place: { lat: expect.closeTo(43.65, 3), lon: expect.closeTo(51.15, 3) },
    });
    expect(await taken(own)).toBeNull();
  });
});

describe('erasures', () => {
  const erase = (body: object) =>
    server.request('POST', '/api/erasures', {
      cookie: server.adminCookie,
      body: { reason: 'person-asked', ...body },
    });
  const left = async (...ids: string[]) => {
    const rows = await server.app.get(DataSource).query<{ id: string }[]>('SELECT id FROM evidence_files');
    const all = [...(await storedKeys()), ...readdirSync(join(server.dataDir, 'uploads')), ...rows.map(({ id }) => id)];
    return ids.filter((id) => all.some((one) => one.startsWith(id)));
  };
  const listed = () => readFileSync(join(server.dataDir, 'erasures.ndjson'), 'utf8');

  test('delete files, thumbnails and rows of an action', async () => {
    const [file, stays] = [await photo(), await photo()];
    const id = randomUUID();
    await submit([file], {}, id);
    expect(await left(file, stays)).toEqual([file, stays]);
    expect((await erase({ of: 'action', id, dryRun: true })).body).toMatchObject({
      texts: 1,
      items: [{ kind: 'file' }],
    });
    expect(await left(file)).toEqual([file]);
    const { body } = await erase({ of: 'action', id });
    expect(body.texts).toBe(1);
    expect(await left(file, stays)).toEqual([stays]);
    expect(listed()).toContain(file);
    const seen = await server.request('GET', `/api/actions/${id}?atLeast=${body.position}`, { cookie: reviewer });
    expect(seen.body.evidence).toMatchObject([{ id: file, url: null, file: null, erased: { ru: expect.any(String) } }]);
  });

  test('delete uploads of a person that no action names', async () => {
    const { cookie, accountId } = await server.signedIn('coordinator', 'beket');
    const [named, unnamed, unfinished] = [await photo(cookie), await photo(cookie), randomUUID()];
    await submit([named], {}, randomUUID(), cookie);
    await new TusClient(server, cookie).start(unfinished, 10);
    expect((await erase({ of: 'person', id: accountId })).status).toBe(200);
    expect(await left(named, unnamed, unfinished)).toEqual([named]);
    for (const id of [unnamed, unfinished]) expect(listed()).toContain(id);
  });

  test('delete all files of a college and no others', async () => {
    const { cookie } = await server.signedIn('coordinator', 'aqshoqy');
    const [named, unnamed, foreign] = [await photo(cookie), await photo(cookie), await photo(other)];
    await submit([named], {}, randomUUID(), cookie);
    expect((await erase({ of: 'college', id: 'aqshoqy' })).status).toBe(200);
    expect(await left(named, unnamed, foreign)).toEqual([foreign]);
  });
});

describe('the sweep of the evidence store', () => {
  const sweep = () => server.app.get(SweepStore).run();
  const store = () => server.app.get(EvidenceStore);

  test('deletes bytes without a row, and leaves the rest', async () => {
    const stays = await photo();
    await sweep();
    const before = await storedKeys();
    const source = join(server.dataDir, 'orphan.jpg');
    writeFileSync(source, 'bytes');
    const orphan = randomUUID();
    await store().put(orphan, source);
    await store().put(`${orphan}-small`, source);
    expect(await sweep()).toBe(1);
    expect((await storedKeys()).sort()).toEqual(before.sort());
    expect(before).toContain(stays);
  });

  test('deletes files that a revision replaced', async () => {
    const [old, young] = [await photo(), await photo()];
    const id = randomUUID();
    await submit([old], {}, id);
    const { challengeId: _, ...claim } = claimWith([young]);
    expect((await server.request('POST', `/api/actions/${id}/revise`, { cookie: own, body: claim })).status).toBe(200);
    await sweep();
    expect((await storedKeys()).filter((key) => key === old || key === young)).toEqual([young]);
  });

  test('deletes unnamed files after a month and refused ones after a week', async () => {
    const file = await photo();
    const refused = await uploaded(server, own, Buffer.from('мәтін'));
    const show = async (id: string) => (await new TusClient(server, server.adminCookie).show(id)).status;
    const clock = server.clock as TestClock;
    clock.advance(6 * 86_400_000);
    await sweep();
    expect([await show(file), await show(refused)]).toEqual([200, 200]);
    clock.advance(2 * 86_400_000);
    await sweep();
    expect([await show(file), await show(refused)]).toEqual([200, 404]);
    clock.advance(24 * 86_400_000);
    await sweep();
    expect(await show(file)).toBe(404);
  });

  test('deletes nothing when the database knows few of the files', async () => {
    const source = join(server.dataDir, 'orphan.jpg');
    const known = (await storedKeys()).length;
    for (let n = 0; n < known + 30; n += 1) await store().put(randomUUID(), source);
    expect(await sweep()).toBe(0);
    expect(await storedKeys()).toHaveLength(2 * known + 30);
  });
});
