import { Injectable } from '@nestjs/common';
import type { ActionDocument } from '../../../projections/review-queue/review-queue.projection.js';
import type { Viewer } from '../../http/access.js';
import { noteOf } from '../../vault/erased-on.js';
import { Vault } from '../../vault/vault.js';
import { SummaryLookup } from '../summary-lookup.js';
import type { Home } from './get-home.schema.js';
import type { HomeTask } from './home-tasks.js';

const MOST_TASKS = 20;

/** The words and lines of the actions that a first page names, looked up together. */
@Injectable()
export class HomeSummaries {
  constructor(
    private readonly summaries: SummaryLookup,
    private readonly vault: Vault,
  ) {}

  async of(
    tasks: readonly HomeTask[],
    decided: readonly ActionDocument[],
    viewer: Viewer,
  ): Promise<Pick<Home, 'needs' | 'decided'>> {
    const shown = tasks.slice(0, MOST_TASKS);
    const lines = await this.summaries.of([...shown.map(({ action }) => action), ...decided], viewer);
    const words = await this.vault.look(shown.flatMap(({ note }) => note ?? []));
    const items = shown.map(({ what, at, until, note }, nth) => ({
      ...{ what, at, until, action: lines[nth]! },
      ...noteOf(note, words),
    }));
    return { needs: { total: tasks.length, items }, decided: lines.slice(shown.length) };
  }
}
