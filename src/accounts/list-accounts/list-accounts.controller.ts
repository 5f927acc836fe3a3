import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { id, role } from '../../events/values.js';
import { pageIn, paging } from '../../http/paging.js';
import { Allow } from '../../http/access.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { accountList } from '../accounts.schema.js';

const question = z.object({
  role: role.optional(),
  state: z.enum(['open', 'closed']).optional(),
  collegeId: id.optional(),
  ...paging(500, 1000),
});

@Controller('api/accounts')
export class ListAccountsController {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
  ) {}

  @ApiResponseSchema(accountList)
  @Get()
  @Allow(['organiser', 'auditor'])
  async list(@Query({ schema: question }) { limit, offset, ...wish }: z.infer<typeof question>) {
    const people = new Map((await this.rows.people()).map((person) => [person.id, person]));
    const accounts = await this.directory.all();
    const items = accounts.flatMap((account) => {
      if (account.state === 'none') return [];
      const { id, state } = account;
      const { name = null, login = null } = people.get(id) ?? {};
      const held =
        account.state === 'open'
          ? { role: account.role, collegeId: account.collegeId }
          : { role: null, collegeId: null };
      return [
        {
          id,
          state,
          ...held,
          name,
          login,
          invited: account.state === 'open' && account.role !== 'screen' && login === null,
        },
      ];
    });
    const wanted = Object.entries(wish).filter(([, value]) => value !== undefined);
    const fits = (item: (typeof items)[number]) =>
      wanted.every(([name, value]) => item[name as keyof typeof item] === value);
    return pageIn(items.filter(fits), { limit, offset });
  }
}
