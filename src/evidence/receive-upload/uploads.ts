import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../event-store/domain-error.js';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { clearBodyDeadline } from '../../http/body-deadline.js';
import { EvidenceChecks } from '../check-uploads/evidence-checks.js';
import { type EvidenceDetails, toEvidenceDetails } from '../evidence-details.js';
import { type EvidenceFile, expiryOf } from '../evidence-file.js';
import { StoredEvidence } from '../stored-evidence.js';
import { type TusAnswer, TusServer } from './tus-server.js';
import { UploadAdmission } from './upload-admission.js';
import { UploadParts } from '../upload-parts.js';

/** No byte for so long ends a request; the upload continues with another one. */
const IDLE_MS = 20_000;
/** Names of files are not stored: only the id counts. */
const MOST_METADATA = 2_000;

/** Uploads of accounts, by the tus protocol. */
@Injectable()
export class Uploads {
  constructor(
    private readonly tus: TusServer,
    private readonly admission: UploadAdmission,
    private readonly parts: UploadParts,
    private readonly checks: EvidenceChecks,
    private readonly stored: StoredEvidence,
  ) {}

  /** Repeatable: a lost answer never doubles an upload. */
  async start(request: FastifyRequest, viewer: Viewer): Promise<TusAnswer & { file: EvidenceDetails }> {
    if (String(request.headers['upload-metadata'] ?? '').length > MOST_METADATA)
      throw new Problem(400, 'UPLOAD_MALFORMED');
    let started: EvidenceFile | undefined;
    const { status, headers } = await this.tus.answer(request, {
      start: async (id, length) => void (started = await this.admission.start(id, length, viewer)),
      finish: refuse,
    });
    const file = started!;
    const expires = file.state === 'uploading' && { 'upload-expires': expiryOf(file).toUTCString() };
    return { status, headers: { ...headers, ...expires }, file: toEvidenceDetails(file) };
  }

  /** How much is there. Bytes that were complete when the server ended are handed over here at the latest. */
  async show(request: FastifyRequest, id: string, viewer: Viewer): Promise<TusAnswer> {
    const { state, length } = await this.admission.find(id, viewer);
    if (state === 'uploading' && (await this.parts.sizeOf(id)) === length) await this.checks.finish(id);
    return this.tus.answer(request, { start: refuse, finish: refuse });
  }

  async receive(request: FastifyRequest, id: string, viewer: Viewer): Promise<TusAnswer> {
    const file = await this.admission.find(id, viewer);
    await this.requirePlace(request, file);
    const { socket } = request.raw;
    return this.admission.receive(file, () => {
      clearBodyDeadline(request.raw);
      request.raw.setTimeout(IDLE_MS, () => socket.destroy());
      return this.tus.answer(request, { start: refuse, finish: () => this.checks.finish(id) });
    });
  }

  /** Refuses before a byte is read, so that the answer arrives. Throws 409 UPLOAD_OFFSET, 413 BODY_TOO_LARGE. */
  private async requirePlace({ headers }: FastifyRequest, { id, state, length }: EvidenceFile): Promise<void> {
    const offset = Number(headers['upload-offset']);
    if (!(offset >= 0)) throw new Problem(400, 'UPLOAD_MALFORMED');
    const present = state === 'uploading' ? await this.parts.sizeOf(id) : length;
    if (offset !== present) throw new Problem(409, 'UPLOAD_OFFSET');
    if (offset + Number(headers['content-length'] ?? 0) > length) throw new Problem(413, 'BODY_TOO_LARGE');
  }

  /** Deletes an upload, or a file that no action names. Throws conflict UPLOAD_IN_USE. */
  async remove(id: string, viewer: Viewer): Promise<void> {
    const { stream } = await this.admission.find(id, viewer);
    if (stream !== null) throw new DomainError('conflict', 'UPLOAD_IN_USE');
    await this.stored.remove([id]);
  }
}

const refuse = (): Promise<never> => Promise.reject(new Error('not a part of this request'));
