import { Query } from '@nestjs/cqrs';
import type { CollegeFilter, CollegeList } from '../colleges.contract.js';

/** Registered colleges in Kazakh alphabetical order. */
export class ListColleges extends Query<CollegeList> {
  constructor(readonly filter: CollegeFilter) {
    super();
  }
}
