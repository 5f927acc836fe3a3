import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import { Clock } from '../../config/clock.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { Viewer } from '../../http/access.js';
import type { Language } from '../../http/language.js';
import { toXlsx } from '../../leaderboard/index.js';
import { ReadModel } from '../../projector/read-model.js';
import { ActionSearch } from '../action-search.js';
import type { ActionFilter } from '../actions.contract.js';
import { SummaryLookup } from '../summary-lookup.js';
import { actionsSheet } from './actions-sheet.js';

/** A college has far fewer actions in a season; more would hold up the boards while the file is written. */
const MOST_ROWS = 3_000;

/** Own actions as a workbook. */
export class ExportActions extends Query<Buffer> {
  constructor(
    readonly filter: Omit<ActionFilter, 'limit' | 'offset'>,
    readonly by: Viewer,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(ExportActions)
export class ExportActionsHandler implements IQueryHandler<ExportActions> {
  constructor(
    private readonly documents: ReadModel,
    private readonly search: ActionSearch,
    private readonly summaries: SummaryLookup,
    private readonly clock: Clock,
  ) {}

  async execute({ filter, by: viewer, language }: ExportActions): Promise<Buffer> {
    const collegeId = viewer.collegeId ?? '';
    const college = await this.documents.get<CollegeDocument>(collegesProjection.name, collegeId);
    if (!college) throw new DomainError('not-found', 'COLLEGE_UNKNOWN', { collegeId });
    const { actions, total } = await this.search.find({ ...filter, limit: MOST_ROWS, offset: 0 }, viewer);
    const lines = await this.summaries.of(actions, viewer);
    const facts = { college: college.names, now: this.clock.now().toISOString(), total };
    return toXlsx(actionsSheet(lines, facts, language));
  }
}
