import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AccountDirectory, AccountRows, ErasePerson } from '../accounts/index.js';
import type { CommandContext } from '../event-store/command-context.js';
import { DomainError } from '../event-store/domain-error.js';
import type { Erasing, ErasureResult } from './erasure.js';

/** Erases the data of a person: name, login, password, links and sessions. */
@Injectable()
export class ErasePersons {
  constructor(
    private readonly people: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly commands: CommandBus,
  ) {}

  /** Throws not-found ERASURE_UNKNOWN, invalid PERSON_HAS_NO_TEXTS, conflict LAST_ORGANISER. */
  async of(
    { id, texts, reason, dryRun }: Omit<Erasing, 'of'>,
    context: CommandContext,
  ): Promise<Pick<ErasureResult, 'position' | 'people'>> {
    if (texts) throw new DomainError('invalid', 'PERSON_HAS_NO_TEXTS', {}, 'texts');
    if ((await this.directory.find(id)).state === 'none') throw new DomainError('not-found', 'ERASURE_UNKNOWN', { id });
    const people = (await this.people.isStored(id)) ? 1 : 0;
    if (dryRun) return { position: null, people };
    const { position } = await this.commands.execute(new ErasePerson({ accountId: id, reason }, context));
    return { position, people };
  }
}
