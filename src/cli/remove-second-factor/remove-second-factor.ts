import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { AccountDirectory } from '../../accounts/account-directory.js';
import { AccountRows } from '../../accounts/accounts.repository.js';
import { RemoveSecondFactor } from '../../accounts/second-factor/second-factor.js';
import { clockOf } from '../../config/clock.js';
import { type Environment, readEnvironment } from '../../config/environment.js';
import { createApp } from '../../main.js';
import { type Reporter, runCommand, toStdout } from '../command.js';
import { openDatabase } from '../open-read-models.js';

const USAGE = 'npm run remove-second-factor -- <login or account id>';
const help = `${USAGE}

Removes all second factors and recovery codes of an account, for somebody who has lost them and whom no organiser can help.
The sessions of the account end; the audit shows the removal. The server may be running.`;

/** 0 = removed, 1 = the account has none. Throws when there is no such account. */
export async function removeSecondFactors(name: string, environment: Environment, report: Reporter): Promise<number> {
  await using database = await openDatabase(environment, { mayCreate: false });
  const { DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: adminUrl } = database.settings;
  const app = await createApp({
    environment: { ...environment, LOG_LEVEL: 'error' },
    databaseUrl,
    adminUrl,
    clock: clockOf(environment),
  });
  try {
    const row = await app.get(AccountRows, { strict: false }).byLogin(name.trim().toLowerCase());
    const account = await app.get(AccountDirectory, { strict: false }).find(row?.id ?? name);
    if (account.state !== 'open') throw new Error(`there is no open account ${name}: name its login or its id`);
    const context = { actor: 'system', correlationId: randomUUID() };
    const command = new RemoveSecondFactor({ accountId: account.id, by: 'operator' }, context);
    await app.get(CommandBus).execute(command);
    const count = account.factors.length + account.passkeys.length;
    report(count === 0 ? `${name} has no second factor` : `removed from ${name}; the next sign-in needs the password`);
    return count === 0 ? 1 : 0;
  } finally {
    await app.close();
  }
}

if (require.main === module)
  void runCommand({ help, words: 1 }, (_, [name]) => {
    if (name === undefined) throw new Error(`Name the account: ${USAGE}`);
    return removeSecondFactors(name, readEnvironment(process.env), toStdout);
  });
