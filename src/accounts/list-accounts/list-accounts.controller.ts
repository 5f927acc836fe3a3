import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { id, role } from '../../events/values.js';
import { Allow } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { pageIn, paging, yesOrNo } from '../../http/paging.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { accountList } from '../accounts.schema.js';

const listQuery = z.object({
  role: role.optional(),
  state: z.enum(['open', 'closed']).optional(),
  collegeId: id.optional(),
  unconfirmed: yesOrNo.optional(),
  ...paging(500, 1000),
});

@Controller('api/accounts')
export class ListAccountsController {
  constructor(
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
  ) {}

  @ApiResponseSchema(accountList)
  @Get()
  @Allow(['organiser', 'auditor'])
  async list(@Query({ schema: listQuery }) { limit, offset, ...wish }: z.infer<typeof listQuery>) {
    const people = new Map((await this.rows.people()).map((person) => [person.id, person]));
    const items = (await this.directory.all()).flatMap((account) => {
      if (account.state === 'none') return [];
      const { id, state, resets } = account;
      const { name = null, login = null } = people.get(id) ?? {};
      const { role, collegeId } = account.state === 'open' ? account : { role: null, collegeId: null };
      const unconfirmed = account.state === 'open' && account.unconfirmed !== null;
      const invited = state === 'open' && role !== 'screen' && !login;
      return [{ id, state, role, collegeId, unconfirmed, name, login, resets, invited }];
    });
    const wanted = Object.entries(wish).filter(([, value]) => value !== undefined);
    const fits = (item: (typeof items)[number]) =>
      wanted.every(([name, value]) => item[name as keyof typeof item] === value);
    return pageIn(items.filter(fits), { limit, offset });
  }
}
