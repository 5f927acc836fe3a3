import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { CollegeJournal } from '../colleges.contract.js';

export class GetJournal extends Query<CollegeJournal> {
  constructor(
    readonly collegeId: string,
    readonly viewer: Viewer,
  ) {
    super();
  }
}
