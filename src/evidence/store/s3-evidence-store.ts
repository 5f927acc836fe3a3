import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  type ByteRange,
  EvidenceStore,
  EvidenceStoreFull,
  EvidenceStoreUnavailable,
  isEvidenceKey,
  type OpenedFile,
  requireEvidenceKey,
  type StoredKey,
} from './evidence-store.js';

export interface S3Options {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Limits of one attempt, in milliseconds. */
  connectMs?: number;
  requestMs?: number;
  attempts?: number;
}

/** The bucket may hold other things too. */
const PREFIX = 'evidence/';
const NO_ROOM = ['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage'];
const MISSING = ['NoSuchKey', 'NotFound', 'NoSuchVersion'];

interface S3Fault {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

const faultOf = (error: unknown) => error as S3Fault;
const statusOf = (error: unknown) => faultOf(error).$metadata?.httpStatusCode;
const isMissing = (error: unknown) => MISSING.includes(faultOf(error).name ?? '');

/** The message names the fault only, because that of the client may contain addresses and keys. */
function asStoreError(error: unknown): Error {
  const { name = 'unknown fault', code } = faultOf(error);
  if (NO_ROOM.includes(name) || statusOf(error) === 507)
    return new EvidenceStoreFull(`the object store is full (${name})`);
  return new EvidenceStoreUnavailable(`the object store has a fault (${code ?? name})`);
}

/** Private objects of a bucket. The client is loaded at the first call. */
export class S3EvidenceStore extends EvidenceStore {
  private loaded: Promise<{ s3: typeof import('@aws-sdk/client-s3'); client: S3Client }> | null = null;

  constructor(private readonly options: S3Options) {
    super();
  }

  async put(key: string, file: string): Promise<void> {
    requireEvidenceKey(key);
    // A buffer can be sent again, and its hash is signed; cleaned files are small.
    const body = await readFile(file).catch((error: unknown) => {
      throw asStoreError(error);
    });
    await this.call(({ s3, client }) =>
      client.send(
        new s3.PutObjectCommand({
          ...this.object(key),
          Body: body,
          ContentLength: body.length,
          ContentType: 'application/octet-stream',
          CacheControl: 'no-store',
        }),
      ),
    );
  }

  async open(key: string, range?: ByteRange): Promise<OpenedFile | null> {
    requireEvidenceKey(key);
    return this.call(async ({ s3, client }) => {
      const part = range && { Range: `bytes=${range.first}-${range.last}` };
      const answer = await client.send(new s3.GetObjectCommand({ ...this.object(key), ...part })).catch(nullWhenAbsent);
      if (answer) {
        const whole = /\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1];
        return { stream: answer.Body as Readable, size: Number(whole ?? answer.ContentLength) };
      }
      if (!range) return null;
      const head = await client.send(new s3.HeadObjectCommand(this.object(key))).catch(nullWhenAbsent);
      return head && { stream: Readable.from([]), size: Number(head.ContentLength) };
    });
  }

  /** Deletes every version, because a bucket with versions would keep the file. */
  async delete(key: string): Promise<boolean> {
    requireEvidenceKey(key);
    return this.call(async ({ s3, client }) => {
      const found = await client.send(new s3.HeadObjectCommand(this.object(key))).catch(nullWhenAbsent);
      await client.send(new s3.DeleteObjectCommand(this.object(key)));
      for (const VersionId of await this.versions(key))
        await client.send(new s3.DeleteObjectCommand({ ...this.object(key), VersionId })).catch(nullWhenAbsent);
      return found !== null;
    });
  }

  async *keys(): AsyncIterable<StoredKey> {
    let next: string | undefined;
    do {
      const page = await this.call(({ s3, client }) =>
        client.send(
          new s3.ListObjectsV2Command({ Bucket: this.options.bucket, Prefix: PREFIX, ContinuationToken: next }),
        ),
      );
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        const key = Key.slice(PREFIX.length);
        if (isEvidenceKey(key)) yield { key, size: Size, storedAt: LastModified };
      }
      next = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (next);
  }

  /** The protocol has no such question: a full store refuses the write. */
  async hasRoomFor(): Promise<boolean> {
    return true;
  }

  /** An interrupted write leaves nothing, because each file is sent in one request. */
  async sweep(): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {
    const loaded = this.loaded;
    this.loaded = null;
    (await loaded?.catch(() => null))?.client.destroy();
  }

  private readonly object = (key: string) => ({ Bucket: this.options.bucket, Key: `${PREFIX}${key}` });

  private async versions(key: string): Promise<string[]> {
    const { s3, client } = await this.load();
    const { Key } = this.object(key);
    const ids: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await client
        .send(new s3.ListObjectVersionsCommand({ Bucket: this.options.bucket, Prefix: Key, ...marker }))
        .catch((error: unknown) => {
          // Some stores have no versions.
          if (statusOf(error) === 501 || statusOf(error) === 405) return null;
          throw error;
        });
      for (const one of [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])])
        if (one.Key === Key && one.VersionId && one.VersionId !== 'null') ids.push(one.VersionId);
      if (!page?.IsTruncated) return ids;
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
  }

  private async call<T>(
    work: (loaded: { s3: typeof import('@aws-sdk/client-s3'); client: S3Client }) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(await this.load());
    } catch (error) {
      throw asStoreError(error);
    }
  }

  private load() {
    const { endpoint, region, accessKeyId, secretAccessKey, connectMs = 3_000, requestMs = 30_000 } = this.options;
    this.loaded ??= import('@aws-sdk/client-s3').then((s3) => ({
      s3,
      client: new s3.S3Client({
        endpoint,
        region,
        credentials: { accessKeyId, secretAccessKey },
        forcePathStyle: true,
        maxAttempts: this.options.attempts ?? 4,
        // Stores of other makers do not know the checksums that Amazon added; the signature covers the bytes.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        requestHandler: {
          connectionTimeout: connectMs,
          requestTimeout: requestMs,
          socketTimeout: requestMs,
          throwOnRequestTimeout: true,
        },
      }),
    }));
    return this.loaded;
  }
}

/** Null for an object that does not exist, and for a range beyond its end. */
function nullWhenAbsent(error: unknown): null {
  if (isMissing(error) || statusOf(error) === 416) return null;
  throw error;
}
