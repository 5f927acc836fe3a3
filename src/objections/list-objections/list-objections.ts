import { Query } from '@nestjs/cqrs';
import type { Actor } from '../objection.js';
import type { ObjectionFilter, ObjectionList } from '../objections.contract.js';

/** Open ones oldest first, others newest first. */
export class ListObjections extends Query<ObjectionList> {
  constructor(
    readonly challengeId: string,
    readonly filter: ObjectionFilter,
    readonly by: Actor,
  ) {
    super();
  }
}
