import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../http/access.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';

@Controller('api/accounts')
export class ListAccountsController {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
  ) {}

  @Get()
  @Allow(['organiser', 'auditor'])
  async list() {
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
      return [{ id, state, ...held, name, login, invited: account.state === 'open' && login === null }];
    });
    return { items };
  }
}
