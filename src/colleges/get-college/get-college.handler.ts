import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeDetails } from '../colleges.contract.js';
import { GetCollege } from './get-college.js';

@QueryHandler(GetCollege)
export class GetCollegeHandler implements IQueryHandler<GetCollege> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ collegeId }: GetCollege): Promise<CollegeDetails> {
    const found = await this.documents.get<CollegeDocument>(collegesProjection.name, collegeId);
    if (!found) throw new DomainError('not-found', 'COLLEGE_UNKNOWN');
    const { registeredAt: _, ...details } = found;
    return details;
  }
}
