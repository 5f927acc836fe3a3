import { Query } from '@nestjs/cqrs';
import type { CollegeItem } from '../colleges.contract.js';

/** All registered colleges in Kazakh alphabetical order. */
export class ListColleges extends Query<CollegeItem[]> {}
