import { stat } from 'node:fs/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ServerLog } from '../../observability/server-log.js';
import type { EvidenceFile } from '../evidence-file.js';
import { EvidenceFiles } from '../evidence-files.repository.js';
import { EvidenceIntake } from '../intake/evidence-intake.js';
import { UploadParts } from '../upload-parts.js';
import { StoredEvidence } from '../stored-evidence.js';

/** The intake may be busy, or the evidence store without room. */
const RETRY_MS = 15_000;

/** The queue of received files. Its state is their rows, so a restart continues it. */
@Injectable()
export class EvidenceChecks implements OnApplicationBootstrap, OnModuleDestroy {
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  private isStopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: EvidenceFiles,
    private readonly parts: UploadParts,
    private readonly intake: EvidenceIntake,
    private readonly stored: StoredEvidence,
    private readonly log: ServerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    // A file under way would keep the server from ending; it is checked again at the next start.
    await this.intake.close();
    await this.running;
  }

  /** All bytes of an upload are on the disk. */
  async finish(id: string): Promise<void> {
    await this.files.received(id);
    this.start();
  }

  /** Resolves when no file waits, or those that wait need another attempt. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private start(): void {
    this.isAskedAgain = true;
    this.running ??= this.run().finally(() => (this.running = null));
  }

  private async run(): Promise<void> {
    while (this.isAskedAgain && !this.isStopped) {
      this.isAskedAgain = false;
      await this.checkAll().catch((error: unknown) => this.fail(error));
    }
  }

  private async checkAll(): Promise<void> {
    for (const file of await this.files.inState('checking')) {
      if (this.isStopped) return;
      await this.check(file).catch((error: unknown) => this.fail(error));
    }
  }

  private fail(error: unknown): void {
    clearTimeout(this.retry);
    if (this.isStopped) return;
    this.log.error(error, 'EvidenceChecks');
    this.retry = setTimeout(() => this.start(), RETRY_MS);
    this.retry.unref();
  }

  private async check({ id, length }: EvidenceFile): Promise<void> {
    const part = this.parts.pathOf(id);
    // Another server of the same database received it.
    if (!(await stat(part).catch(() => null))) return;
    const folder = await this.parts.makeCheckFolder();
    try {
      const result = await this.intake.take({ file: part, bytes: length, folder });
      if ('cleaned' in result) return await this.stored.add(id, result.cleaned);
      await this.files.refused(id, result.refusal);
      await this.parts.remove(id);
    } finally {
      await this.parts.dropCheckFolder(folder);
    }
  }
}
