import { Query } from '@nestjs/cqrs';
import type { Role } from '../../events/values.js';
import type { Page } from '../../http/paging.js';
import type { CollegeJournal } from '../colleges.contract.js';

/** The journal of a college, with those of the colleges that count for it now. */
export class GetJournal extends Query<CollegeJournal> {
  constructor(
    readonly collegeId: string,
    readonly page: Page,
    readonly viewer: { role: Role; collegeId: string | null },
  ) {
    super();
  }
}
