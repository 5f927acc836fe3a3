import { Query } from '@nestjs/cqrs';
import type { Role } from '../../events/values.js';
import type { CollegeJournal } from '../colleges.contract.js';

export class GetJournal extends Query<CollegeJournal> {
  constructor(
    readonly collegeId: string,
    readonly viewer: { role: Role; collegeId: string | null },
  ) {
    super();
  }
}
