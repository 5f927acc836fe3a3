import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const CREDENTIALS = { accessKeyId: 'TESTKEY', secretAccessKey: 'a secret of the test' };
const REGION = 'kz-1';
const BUCKET = 'evidence-of-tests';
const SKEW_MS = 900_000;
const PAGE = 3;

interface StoredObject {
  key: string;
  version: string;
  body: Buffer;
  at: Date;
  /** A delete marker hides the versions before it. */
  isMarker: boolean;
}

/** The next requests end with this instead of an answer of the store. */
export type Fault = { status: number; code: string } | 'hang' | 'cut';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest();
const encoded = (value: string) =>
  encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Recomputes the signature, version 4, of a request. Null = it is right. */
function signatureFault(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const header =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!header) return 'AccessDenied';
  const [, accessKeyId, day, region, signed, signature] = header as unknown as string[];
  if (accessKeyId !== CREDENTIALS.accessKeyId || region !== REGION) return 'InvalidAccessKeyId';
  const names = signed!.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))) return 'AccessDenied';
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const time = String(request.headers['x-amz-date']);
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!time.startsWith(day!) || !(Math.abs(Date.now() - at) < SKEW_MS)) return 'RequestTimeTooSkewed';
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`);
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signed, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${CREDENTIALS.secretAccessKey}`);
  const expected = hmac(key, toSign);
  return timingSafeEqual(expected, Buffer.from(signature!, 'hex')) ? null : 'SignatureDoesNotMatch';
}

/** An object store in memory that checks every signature. It knows the requests that the adapter makes, and no others. */
export class S3Double {
  readonly requests: string[] = [];
  readonly refused: string[] = [];
  faults: Fault[] = [];
  private history: StoredObject[] = [];

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly keepsVersions: boolean,
  ) {}

  static async start({ keepsVersions = false } = {}): Promise<S3Double> {
    const double = new S3Double(createServer(), keepsVersions);
    double.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void double.handle(request, response).catch((error: Error) => {
        response.statusCode = 500;
        response.end(error.message);
      });
    });
    await new Promise<void>((resolve) => double.server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  get options() {
    const { port } = this.server.address() as AddressInfo;
    return { endpoint: `http://127.0.0.1:${port}`, region: REGION, bucket: BUCKET, ...CREDENTIALS };
  }

  clear(): void {
    this.history = [];
    this.faults = [];
    this.requests.length = 0;
    this.refused.length = 0;
  }

  /** Bytes of all versions, deleted ones included unless they are gone for good. */
  everything(): Buffer {
    return Buffer.concat(this.history.map(({ body }) => body));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://s3');
    const body = Buffer.from(await text(request.setEncoding('latin1')), 'latin1');
    this.requests.push(`${request.method} ${url.pathname}`);
    const fault = this.faults.shift();
    if (fault === 'hang') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault) return refuse(response, fault.status, fault.code);
    const wrong = signatureFault(request, url, body);
    if (wrong) {
      this.refused.push(wrong);
      return refuse(response, 403, wrong);
    }
    const [, bucket, ...rest] = url.pathname.split('/');
    if (bucket !== BUCKET) return refuse(response, 404, 'NoSuchBucket');
    const key = decodeURIComponent(rest.join('/'));
    if (key === '')
      return url.searchParams.has('versions') ? this.listVersions(url, response) : this.list(url, response);
    if (request.method === 'PUT') return this.put(key, body, response);
    if (request.method === 'DELETE') return this.remove(key, url.searchParams.get('versionId'), response);
    if (request.method === 'GET' || request.method === 'HEAD') return this.get(key, request, response);
    return refuse(response, 501, 'NotImplemented');
  }

  private put(key: string, body: Buffer, response: ServerResponse): void {
    if (!this.keepsVersions) this.history = this.history.filter((one) => one.key !== key);
    this.history.push({ key, version: randomUUID(), body, at: new Date(), isMarker: false });
    response.end();
  }

  private remove(key: string, version: string | null, response: ServerResponse): void {
    if (version) this.history = this.history.filter((one) => one.version !== version);
    else if (this.keepsVersions)
      this.history.push({ key, version: randomUUID(), body: Buffer.alloc(0), at: new Date(), isMarker: true });
    else this.history = this.history.filter((one) => one.key !== key);
    response.statusCode = 204;
    response.end();
  }

  private get(key: string, request: IncomingMessage, response: ServerResponse): void {
    const found = this.current().get(key);
    if (!found) return refuse(response, 404, 'NoSuchKey');
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const [first, last] = range
      ? [Number(range[1]), Math.min(Number(range[2]), found.body.length - 1)]
      : [0, found.body.length - 1];
    if (range && first >= found.body.length) return refuse(response, 416, 'InvalidRange');
    const part = found.body.subarray(first, last + 1);
    response.writeHead(range ? 206 : 200, {
      'content-length': part.length,
      'last-modified': found.at.toUTCString(),
      ...(range && { 'content-range': `bytes ${first}-${last}/${found.body.length}` }),
    });
    response.end(request.method === 'HEAD' ? undefined : part);
  }

  private list(url: URL, response: ServerResponse): void {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const found = [...this.current().values()]
      .filter(({ key }) => key.startsWith(prefix) && key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const page = found.slice(0, PAGE);
    const items = page.map(
      ({ key, at, body }) =>
        `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${body.length}</Size></Contents>`,
    );
    const isCut = found.length > PAGE;
    const next = isCut ? `<NextContinuationToken>${page.at(-1)!.key}</NextContinuationToken>` : '';
    xml(response, 'ListBucketResult', `<IsTruncated>${isCut}</IsTruncated>${next}${items.join('')}`);
  }

  private listVersions(url: URL, response: ServerResponse): void {
    if (!this.keepsVersions) return refuse(response, 501, 'NotImplemented');
    const prefix = url.searchParams.get('prefix') ?? '';
    const items = this.history
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, version, isMarker }) => {
        const name = isMarker ? 'DeleteMarker' : 'Version';
        return `<${name}><Key>${key}</Key><VersionId>${version}</VersionId></${name}>`;
      });
    xml(response, 'ListVersionsResult', `<IsTruncated>false</IsTruncated>${items.join('')}`);
  }

  private current(): Map<string, StoredObject> {
    const latest = new Map<string, StoredObject>();
    for (const one of this.history) {
      if (one.isMarker) latest.delete(one.key);
      else latest.set(one.key, one);
    }
    return latest;
  }
}

function xml(response: ServerResponse, root: string, inner: string): void {
  response.setHeader('content-type', 'application/xml');
  response.end(`<?xml version="1.0" encoding="UTF-8"?><${root}>${inner}</${root}>`);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  xml(response, 'Error', `<Code>${code}</Code><Message>refused</Message>`);
}
