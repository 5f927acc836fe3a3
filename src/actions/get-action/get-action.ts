import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { ActionPage } from './get-action.schema.js';

export class GetAction extends Query<ActionPage> {
  constructor(
    readonly actionId: string,
    readonly by: Viewer,
  ) {
    super();
  }
}
