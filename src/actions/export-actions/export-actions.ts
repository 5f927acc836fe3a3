import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { Language } from '../../http/language.js';
import type { ActionFilter } from '../actions.contract.js';

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
