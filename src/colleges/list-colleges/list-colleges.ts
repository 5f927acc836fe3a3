import { Query } from '@nestjs/cqrs';
import type { CollegeList } from '../colleges.contract.js';

export interface CollegeFilter {
  district?: string;
  limit: number;
  offset: number;
}

/** Registered colleges in Kazakh alphabetical order. */
export class ListColleges extends Query<CollegeList> {
  constructor(readonly filter: CollegeFilter) {
    super();
  }
}
