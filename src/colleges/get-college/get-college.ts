import { Query } from '@nestjs/cqrs';
import type { CollegeDetails } from '../colleges.contract.js';

export class GetCollege extends Query<CollegeDetails> {
  constructor(readonly collegeId: string) {
    super();
  }
}
