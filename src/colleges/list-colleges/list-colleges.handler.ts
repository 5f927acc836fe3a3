import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import { kazakhOrder } from '../../../projections/kazakh-order.js';
import { pageIn } from '../../http/paging.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeList } from '../colleges.contract.js';
import { ListColleges } from './list-colleges.js';

@QueryHandler(ListColleges)
export class ListCollegesHandler implements IQueryHandler<ListColleges> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ filter }: ListColleges): Promise<CollegeList> {
    const { items } = await this.documents.list<CollegeDocument>(collegesProjection.name);
    const colleges = items
      .map(({ body: { id, state, into, names, shortNames, district, aliases, enrolment } }) => ({
        id,
        state,
        into,
        names,
        shortNames,
        district,
        aliases,
        enrolment,
      }))
      .filter(({ state }) => filter.state === 'any' || state === filter.state)
      .filter(({ district }) => filter.district === undefined || district === filter.district)
      .sort((a, b) => kazakhOrder(a.names.kk, b.names.kk) || (a.id < b.id ? -1 : 1));
    return pageIn(colleges, filter);
  }
}
