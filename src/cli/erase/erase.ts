import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AccountRows } from '../../accounts/accounts.repository.js';
import { normalLogin } from '../../accounts/login-shape.js';
import { EraseData } from '../../erasures/erase-data/erase-data.js';
import { ERASABLE, type Erasing, type ErasureResult } from '../../erasures/erasure.js';
import { DomainError } from '../../event-store/domain-error.js';
import { EventStore } from '../../event-store/event-store.js';
import { id as idSchema, uuid } from '../../events/values.js';
import { reason as reasonSchema } from '../../http/reason.js';
import { freesTexts } from '../../vault/stream-texts.js';
import { TextRetention } from '../../vault/text-retention.js';
import { type Reporter, runCommand, toStderr, toStdout } from '../command.js';
import { inServer, type OpenedServer } from '../in-server.js';
import { ERASING, erasureOf } from '../restore/erasures-to-repeat.js';
import { compact } from './compact.js';

const USAGE =
  'npm run erase -- --person|--action|--college|--challenge|--objection <id> [--text <id>…] [--reason <code>] [--yes]';
const help = `${USAGE}
npm run erase -- --replaced [--yes]
npm run erase -- --compact
npm run erase -- --list > <file>

Lists what would be erased. With --yes it erases: the words go, points, decisions and hashes stay. The server may be running.
--person     name, login, password, links and sessions of an account, by id or login; the account is closed
--action     links, place, description and notes of an action, and the objections to it
--college    the texts of its actions and enrolments, the notes about it in every challenge, and the objections of it and about it
--challenge  the notes on a challenge itself, and every objection in it
--objection  the texts of one objection
--text       only these texts, by the ids that the list shows
--replaced   texts that revisions have replaced under an earlier version of this program
--compact    rewrites the files of PostgreSQL, so that no erased byte stays; a command with --yes does so too
--list       the erasures of the history, for npm run restore -- <folder> --erasures <file>
Ends 0 when done, 1 when a file of PostgreSQL could not be rewritten, 2 when it could not run.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ person: text, action: text, college: text, challenge: text, objection: text },
  text: { type: 'string', multiple: true, default: [] as string[] },
  reason: { type: 'string', default: 'person-asked' },
  ...{ replaced: flag, compact: flag, list: flag, yes: flag },
} as const;

type Named = Partial<Record<Erasing['of'], string>>;

/** The thing to erase; null = none is named. */
function targetOf(values: Named): Pick<Erasing, 'of' | 'id'> | null {
  const named = ERASABLE.flatMap((of) => (values[of] === undefined ? [] : [{ of, id: values[of] }]));
  if (named.length > 1) throw new Error(`Name one thing: ${USAGE}`);
  return named[0] ?? null;
}

const context = () => ({ actor: 'system', correlationId: randomUUID() });

/** Throws an error that says which id or text is unknown. */
async function erase(app: INestApplicationContext, input: Erasing): Promise<ErasureResult> {
  const login =
    input.of === 'person' ? await app.get(AccountRows, { strict: false }).byLogin(normalLogin(input.id)) : null;
  const id = login?.id ?? input.id;
  if (!idSchema.safeParse(id).success) throw new Error(`There is no ${input.of} ${id}`);
  try {
    return await app.get(CommandBus, { strict: false }).execute(new EraseData({ ...input, id }, context()));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const said: Readonly<Record<string, string>> = {
      ERASURE_UNKNOWN: `There is no ${input.of} ${input.id}`,
      TEXT_UNKNOWN: `There is no text ${String(error.params['text'])} in it`,
      PERSON_HAS_NO_TEXTS: 'The data of a person is erased as a whole: leave --text out',
      LAST_ORGANISER: 'This is the last organiser: appoint another one first',
    };
    throw new Error(said[error.code] ?? error.code, { cause: error });
  }
}

/** Streams whose events may have left texts behind. */
async function streamsWithReplaced(app: INestApplicationContext): Promise<Set<string>> {
  const streams = new Set<string>();
  for await (const { stream, type } of app
    .get(EventStore, { strict: false })
    .readAll({ filter: { streamPrefixes: ['action-'] } }))
    if (freesTexts(type)) streams.add(stream);
  return streams;
}

async function eraseReplaced(app: INestApplicationContext, dryRun: boolean): Promise<number> {
  const retention = app.get(TextRetention, { strict: false });
  let texts = 0;
  for (const stream of await streamsWithReplaced(app))
    texts += await (dryRun ? retention.count(stream) : retention.check(stream));
  return texts;
}

function tell({ people, texts, responses, items }: ErasureResult, report: Reporter): void {
  for (const { id, kind, stream, storedAt } of items) report(`${id} ${kind} of ${stream}, stored ${storedAt}`);
  if (texts > items.length) report(`… and ${texts - items.length} more`);
  report(`persons: ${people}, texts: ${texts}, stored responses: ${responses}`);
}

/** Every erasure of the history, as lines of the list that a restore repeats. */
async function listErasures(app: INestApplicationContext, report: Reporter): Promise<void> {
  for await (const event of app.get(EventStore, { strict: false }).readAll({ filter: { types: ERASING } })) {
    const erased = erasureOf(event);
    if (erased) report(JSON.stringify(erased));
  }
}

if (require.main === module)
  void runCommand({ help, options }, (values) => {
    const { yes, replaced, list, text: texts } = values;
    const reason = reasonSchema.safeParse(values.reason).data;
    const target = targetOf(values);
    if (!target && !replaced && !list && !values.compact) throw new Error(`Name what to erase: ${USAGE}`);
    if (reason === undefined) throw new Error('--reason is a code of small letters, digits and dashes');
    const wrong = texts.find((one) => !uuid.safeParse(one).success);
    if (wrong) throw new Error(`${wrong} is no id of a text`);
    const work = async ({ app, superUrl }: OpenedServer): Promise<number> => {
      const dryRun = !yes;
      if (list) await listErasures(app, toStdout);
      if (target) {
        const wish = { ...target, reason, dryRun, ...(texts.length > 0 ? { texts } : {}) };
        tell(await erase(app, wish), toStdout);
      }
      if (replaced) toStdout(`replaced texts: ${await eraseReplaced(app, dryRun)}`);
      const undone = (yes && (target || replaced)) || values.compact ? await compact(superUrl, toStderr) : [];
      for (const step of undone) toStdout(`not rewritten: ${step}`);
      if (dryRun && (target || replaced)) toStdout('Nothing was erased. Repeat the command with --yes.');
      return undone.length === 0 ? 0 : 1;
    };
    return inServer(work, { mayCreate: false });
  }).finally(() => process.exit());
