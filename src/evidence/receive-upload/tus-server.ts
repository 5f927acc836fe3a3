import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Server } from '@tus/server';
import { DomainError } from '../../event-store/domain-error.js';
import { Problem } from '../../http/problem.js';
import { UploadParts } from '../upload-parts.js';

export const UPLOADS_PATH = '/api/uploads';
/** Other headers are ours to send, or say more than the reader needs. */
const ANSWERED = ['location', 'tus-resumable', 'upload-offset', 'upload-length'];
const ASKED = [
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
];

export interface TusAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
}

interface Hooks {
  /** Accepts a new upload, or one that is there already, by its declared length. */
  start(id: string, length: number): Promise<void>;
  /** All bytes are there. */
  finish(id: string): Promise<void>;
}

/** The tus protocol (@tus/server) over requests that Fastify has admitted. Refusals are problems. */
@Injectable()
export class TusServer {
  private readonly hooks = new WeakMap<object, Hooks>();
  private readonly failures = new WeakMap<object, unknown>();
  private readonly server: Server;

  constructor(parts: UploadParts) {
    this.server = new Server({
      path: UPLOADS_PATH,
      datastore: parts,
      relativeLocation: true,
      namingFunction: (_request, metadata) => {
        if (!metadata?.id) throw new Problem(400, 'UPLOAD_NOT_NAMED');
        return metadata.id;
      },
      onUploadCreate: async (request, { id, size }) => {
        if (size === undefined) throw new Problem(400, 'UPLOAD_MALFORMED');
        await this.hooks.get(request)?.start(id, size);
        return { metadata: { id } };
      },
      onUploadFinish: async (request, { id }) => {
        await this.hooks.get(request)?.finish(id);
        return {};
      },
      onResponseError: (request, error) => {
        this.failures.set(request, error);
        return undefined;
      },
    });
  }

  /** Throws Problem, DomainError, and what the database throws. */
  async answer({ raw, method }: FastifyRequest, hooks: Hooks): Promise<TusAnswer> {
    const hasBody = method === 'PATCH';
    const given = [...ASKED, ...(hasBody ? ['content-type', 'content-length'] : [])]
      .map((name) => [name, raw.headers[name]] as const)
      .filter((header): header is [string, string] => typeof header[1] === 'string');
    const request = new Request(new URL(raw.url ?? '', 'http://uploads'), {
      method,
      headers: given,
      ...(hasBody ? { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' } : {}),
    });
    this.hooks.set(request, hooks);
    const { status, headers } = await this.server.handleWeb(request);
    if (status >= 400) throw refusalOf(status, this.failures.get(request));
    return {
      status,
      headers: Object.fromEntries(
        ANSWERED.flatMap((name) => {
          const value = headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      ),
    };
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];
const RETRY_SECONDS = 600;
export const diskReserved = (cause?: unknown): Problem =>
  new Problem(507, 'DISK_RESERVED', { retryAfterSeconds: RETRY_SECONDS, cause });

/** The protocol's own refusals carry a status; others are faults of the disk, the database or our rules. */
function refusalOf(status: number, failure: unknown): unknown {
  if (failure instanceof Problem || failure instanceof DomainError) return failure;
  if (FULL.includes(String((failure as NodeJS.ErrnoException | undefined)?.code))) return diskReserved(failure);
  const isOfProtocol = failure === undefined || typeof (failure as { status_code?: unknown }).status_code === 'number';
  if (!isOfProtocol) return failure;
  if (status === 409) return new Problem(409, 'UPLOAD_OFFSET');
  if (status === 404 || status === 410) return new Problem(404, 'EVIDENCE_FILE_UNKNOWN');
  if (status === 413) return new Problem(413, 'BODY_TOO_LARGE');
  if (status === 400 && failure !== undefined) return new Problem(400, 'UPLOAD_INTERRUPTED');
  return new Problem(status === 412 ? 412 : 400, 'UPLOAD_MALFORMED');
}
