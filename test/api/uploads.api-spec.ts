import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { SweepUploads } from '../../src/evidence/check-uploads/sweep-uploads.js';
import { startTestApp, type TestApp, type TestClock } from '../support/app.js';
import { TusClient } from '../support/tus-client.js';

let server: TestApp;
let own: TusClient;
let colleague: TusClient;
let other: TusClient;
let organiser: TusClient;
beforeAll(async () => {
  server = await startTestApp({
    env: {
      QORZHYN_UPLOAD_MEGABYTES: '1',
      QORZHYN_UNFINISHED_UPLOADS: '4',
      QORZHYN_SESSION_HOURS: '8760',
      QORZHYN_SESSION_IDLE_HOURS: '8760',
    },
  });
  const as = async (college: string) => new TusClient(server, (await server.signedIn('coordinator', college)).cookie);
  own = await as('beket');
  colleague = await as('beket');
  other = await as('qarashash');
  organiser = new TusClient(server, server.adminCookie);
}, 120_000);
afterAll(() => server.close());

const partsOf = () => readdirSync(path.join(server.dataDir, 'uploads'));
const partOf = (id: string) => path.join(server.dataDir, 'uploads', id);
const sweep = () => server.app.get(SweepUploads).run();
const offsetOf = async (client: TusClient, id: string) => {
  const { status, headers } = await client.offset(id);
  return status === 200 ? Number(headers.get('upload-offset')) : status;
};
const refusal = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const bytesOf = (length: number) => Buffer.alloc(length, 'photo ');

describe('POST /api/uploads', () => {
  test('starts an upload and names its address', async () => {
    const id = randomUUID();
    const { status, headers, body } = await own.start(id, 10);
    expect({ status, location: headers.get('location') }).toEqual({ status: 201, location: `/api/uploads/${id}` });
    expect(headers.get('tus-resumable')).toBe('1.0.0');
    expect(Date.parse(headers.get('upload-expires')!)).toBe(server.clock.now().getTime() + 86_400_000);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(body).toMatchObject({ id, state: 'uploading', mediaType: null });
    await own.remove(id);
  });

  test('answers a repeated start with the upload that is there', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    await own.send(id, 0, bytesOf(4));
    const again = await own.start(id, 10);
    expect([again.status, again.headers.get('location')]).toEqual([201, `/api/uploads/${id}`]);
    expect(await offsetOf(own, id)).toBe(4);
    expect(refusal(await own.start(id, 11))).toEqual([409, 'UPLOAD_DIFFERS']);
    await own.remove(id);
  });

  test('starts one upload for concurrent duplicates', async () => {
    const id = randomUUID();
    const starts = await Promise.all(Array.from({ length: 8 }, () => own.start(id, 10)));
    expect(starts.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(partsOf()).toEqual([id]);
    await own.remove(id);
  });

  test('hides an upload from every other account', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    for (const stranger of [colleague, other, organiser]) {
      expect(refusal(await stranger.start(id, 10))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
      expect(await offsetOf(stranger, id)).toBe(404);
      expect(refusal(await stranger.send(id, 0, bytesOf(1)))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
      expect(refusal(await stranger.remove(id))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
    }
    expect(await offsetOf(own, id)).toBe(0);
    await own.remove(id);
  });

  test.each([
    ['nothing', 0, {}, [422, 'EVIDENCE_EMPTY']],
    ['a megabyte and a byte', 1_048_577, {}, [413, 'EVIDENCE_TOO_LARGE']],
    ['no length', 5, { 'upload-length': '' }, [400, 'UPLOAD_MALFORMED']],
    ['a length in words', 5, { 'upload-length': 'ten' }, [400, 'UPLOAD_MALFORMED']],
    ['an unknown length', 5, { 'upload-length': '', 'upload-defer-length': '1' }, [400, 'UPLOAD_MALFORMED']],
    ['parts to put together', 5, { 'upload-concat': 'partial' }, [400, 'UPLOAD_MALFORMED']],
    ['no id', 5, { 'upload-metadata': `name ${btoa('x.jpg')}` }, [400, 'UPLOAD_NOT_NAMED']],
    ['an id that is a path', 5, { 'upload-metadata': `id ${btoa('../../etc')}` }, [400, 'UPLOAD_NOT_NAMED']],
    [
      'an id in capitals',
      5,
      { 'upload-metadata': `id ${btoa(randomUUID().toUpperCase())}` },
      [400, 'UPLOAD_NOT_NAMED'],
    ],
    ['metadata that is none', 5, { 'upload-metadata': 'id ~~~' }, [400, 'UPLOAD_MALFORMED']],
    ['a book of metadata', 5, { 'upload-metadata': `id ${btoa('x'.repeat(3_000))}` }, [400, 'UPLOAD_MALFORMED']],
    ['another protocol', 5, { 'tus-resumable': '0.2.2' }, [400, 'UPLOAD_MALFORMED']],
    ['no protocol', 5, { 'tus-resumable': '' }, [412, 'UPLOAD_MALFORMED']],
  ])('refuses %s', async (_, length, headers, expected) => {
    const answer = await own.start(randomUUID(), length, headers);
    expect(refusal(answer)).toEqual(expected);
    expect(answer.body.title).not.toBe(answer.body.code);
    expect(partsOf()).toEqual([]);
  });

  test('refuses more unfinished uploads than the limit, until one ends', async () => {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const id of ids.slice(0, 4)) expect((await own.start(id, 10)).status).toBe(201);
    expect(refusal(await own.start(ids[4]!, 10))).toEqual([409, 'UPLOADS_UNFINISHED']);
    expect((await own.start(ids[0]!, 10)).status).toBe(201);
    expect((await colleague.start(ids[4]!, 10)).status).toBe(201);
    for (const id of ids.slice(0, 4)) expect((await own.remove(id)).status).toBe(204);
    await colleague.remove(ids[4]!);
  });

  test('refuses a page of another site, and roles that report nothing', async () => {
    expect(refusal(await own.start(randomUUID(), 5, { origin: 'https://elsewhere.example' }))).toEqual([
      403,
      'FOREIGN_ORIGIN',
    ]);
    const reviewer = new TusClient(server, (await server.signedIn('reviewer')).cookie);
    expect(refusal(await reviewer.start(randomUUID(), 5))).toEqual([403, 'ROLE_NOT_ALLOWED']);
    const anonymous = new TusClient(server, undefined);
    expect(refusal(await anonymous.start(randomUUID(), 5))).toEqual([401, 'SIGN_IN_REQUIRED']);
    expect(refusal(await anonymous.send(randomUUID(), 0, bytesOf(5)))).toEqual([401, 'SIGN_IN_REQUIRED']);
  });
});

describe('PATCH /api/uploads/:id', () => {
  test('continues where the upload stopped and hands the whole file over', async () => {
    const id = randomUUID();
    const bytes = bytesOf(200_000);
    await own.start(id, bytes.length);
    const first = await own.send(id, 0, bytes.subarray(0, 50_000));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '50000']);
    expect(refusal(await own.send(id, 0, bytes))).toEqual([409, 'UPLOAD_OFFSET']);
    expect(refusal(await own.send(id, 50_000, Buffer.concat([bytes, bytes])))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await offsetOf(own, id)).toBe(50_000);
    expect((await own.send(id, 50_000, bytes.subarray(50_000))).status).toBe(204);
    expect(await offsetOf(own, id)).toBe(200_000);
    expect((await own.show(id)).body.state).not.toBe('uploading');
    await own.remove(id);
  });

  test('keeps the bytes that came before a cut', async () => {
    const id = randomUUID();
    const bytes = bytesOf(100_000);
    await own.start(id, bytes.length);
    await new Promise<void>((resolve) => {
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname, () => {
        const head = [
          `PATCH /api/uploads/${id} HTTP/1.1`,
          `Host: ${hostname}:${port}`,
          `Cookie: ${own.cookie}`,
          'Tus-Resumable: 1.0.0',
          'Upload-Offset: 0',
          'Content-Type: application/offset+octet-stream',
          `Content-Length: ${bytes.length}`,
        ];
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
        socket.write(bytes.subarray(0, 30_000), () => setTimeout(() => socket.destroy(), 300));
      });
      socket.on('close', () => resolve());
    });
    let offset = await offsetOf(own, id);
    for (let tries = 0; offset === 423 && tries < 50; tries += 1) offset = await offsetOf(own, id);
    expect(offset).toBe(30_000);
    expect((await own.send(id, 30_000, bytes.subarray(30_000))).status).toBe(204);
    await own.remove(id);
  });

  test('begins a part again that was lost', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    await own.send(id, 0, bytesOf(5));
    rmSync(partOf(id));
    expect(await offsetOf(own, id)).toBe(0);
    await own.remove(id);
  });

  test('refuses an unknown upload, a bad id and another type of body', async () => {
    expect(refusal(await own.send(randomUUID(), 0, bytesOf(5)))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
    expect(refusal(await own.send('none', 0, bytesOf(5)))).toEqual([400, 'VALIDATION_FAILED']);
    const id = randomUUID();
    await own.start(id, 5);
    expect((await own.send(id, 0, bytesOf(5), { 'content-type': 'text/plain' })).status).toBe(415);
    expect(refusal(await own.send(id, 0, bytesOf(5), { 'upload-offset': '-1' }))).toEqual([400, 'UPLOAD_MALFORMED']);
    await own.remove(id);
  });

  test('takes the body of an upload on no other route', async () => {
    const { cookie } = await server.signedIn('coordinator', 'beket');
    const headers = { 'content-type': 'application/offset+octet-stream' };
    const answer = await server.request('PUT', '/api/actions/none', { cookie, headers, body: 'bytes' });
    expect(refusal(answer)).toEqual([415, 'MEDIA_TYPE']);
  });
});

describe('GET /api/evidence/:id', () => {
  test('shows a file to its college and to organisers alone', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    for (const reader of [own, colleague, organiser]) expect((await reader.show(id)).body.id).toBe(id);
    expect(refusal(await other.show(id))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
    expect(refusal(await own.show(randomUUID()))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
    await own.remove(id);
  });

  test('hides the file of an organiser from coordinators', async () => {
    const id = randomUUID();
    await organiser.start(id, 10);
    expect((await organiser.show(id)).status).toBe(200);
    expect(refusal(await own.show(id))).toEqual([404, 'EVIDENCE_FILE_UNKNOWN']);
    await organiser.remove(id);
  });
});

describe('the sweep of uploads', () => {
  test('deletes an upload that is not finished after a day', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    const { body } = await own.start(old, 10);
    await own.send(old, 0, bytesOf(5));
    (server.clock as TestClock).advance(86_400_000 - 1);
    await own.start(young, 10);
    await sweep();
    expect(await offsetOf(own, old)).toBe(5);
    (server.clock as TestClock).advance(1);
    expect(body.expiresAt).toBe(server.clock.now().toISOString());
    await sweep();
    expect(await offsetOf(own, old)).toBe(404);
    expect(partsOf()).toEqual([young]);
    await own.remove(young);
  });

  test('deletes parts without a row', async () => {
    for (const name of [randomUUID(), 'left-behind.tmp']) writeFileSync(partOf(name), 'bytes');
    expect(await sweep()).toBe(2);
    expect(partsOf()).toEqual([]);
  });

  test('refuses a received file whose bytes were lost', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    const database = server.app.get(DataSource);
    await database.query("UPDATE evidence_files SET state = 'checking' WHERE id = $1", [id]);
    rmSync(partOf(id));
    await sweep();
    expect((await own.show(id)).body.state).toBe('checking');
    (server.clock as TestClock).advance(3_600_000);
    await sweep();
    expect((await own.show(id)).body).toMatchObject({ state: 'refused', reason: 'EVIDENCE_INCOMPLETE' });
    await own.remove(id);
  });

  test('hands over an upload that was cut after its last byte', async () => {
    const id = randomUUID();
    await own.start(id, 10);
    writeFileSync(partOf(id), bytesOf(10));
    await sweep();
    expect((await own.show(id)).body.state).not.toBe('uploading');
    await own.remove(id);
  });
});

test('a disk without room refuses files with words, and stores events', async () => {
  const full = await startTestApp({ env: { QORZHYN_DISK_RESERVE_MEGABYTES: '10000000' } });
  try {
    const { cookie } = await full.signedIn('coordinator', 'beket');
    const answer = await new TusClient(full, cookie).start(randomUUID(), 10, { 'accept-language': 'ru' });
    expect(refusal(answer)).toEqual([507, 'DISK_RESERVED']);
    expect(answer.headers.get('retry-after')).toBe('600');
    expect(answer.body.title).toMatch(/не осталось места/);
    expect((await full.signedIn('reviewer')).accountId).not.toBe('');
  } finally {
    await full.close();
  }
});
