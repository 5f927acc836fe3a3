import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { Home } from './get-home.schema.js';

/** All that a coordinator's first page shows, in one answer. */
export class GetHome extends Query<Home> {
  constructor(readonly by: Viewer) {
    super();
  }
}
