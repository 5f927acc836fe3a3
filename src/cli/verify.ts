import 'reflect-metadata';
import { type Environment, readEnvironment } from '../config/environment.js';
import { verifySnapshots } from '../leaderboard/standings-snapshots.js';
import { verifyFinals } from '../leaderboard/verify-finals.js';
import { type Difference, verify } from '../projector/verify.js';
import { type Reporter, runCommand, toStdout } from './command.js';
import { type OpenOptions, openReadModels } from './open-read-models.js';

/** Compares read models and hashes of finals with the history. 0 = equal. 1 = the last line names a difference. */
export async function verifyAll(
  environment: Environment,
  report: Reporter,
  options: OpenOptions = {},
): Promise<number> {
  await using opened = await openReadModels(environment, options);
  const { store, readModel, snapshots, registry } = opened;
  let first: string | null = null;
  for (const definition of registry.all()) {
    const { documents, position, difference } = await verify(definition, store, readModel);
    const place = position ?? 'the beginning';
    report(`${definition.name}: ${documents} documents at ${place} ${difference ? 'differ' : 'agree'}`);
    if (difference) first ??= describe(difference);
  }
  const { compared, difference } = await verifySnapshots(store, readModel, snapshots);
  report(`snapshots of the standings: ${compared} ${difference ? 'compared, the last differs' : 'agree'}`);
  if (difference) first ??= describe(difference);
  const finals = await verifyFinals(store, readModel);
  report(`hashes of finals: ${finals.compared} ${finals.difference ? 'compared, the last differs' : 'agree'}`);
  if (finals.difference) first ??= describe(finals.difference);
  const [parked] = await readModel.parked();
  if (parked) {
    const { projection, stream, type, eventId, error } = parked;
    first ??= `${projection} has parked ${stream} at ${type} ${eventId}: ${error}`;
  }
  report(first ?? `${registry.all().length} projections agree with the history`);
  return first === null ? 0 : 1;
}

function describe({ projection, key, field, got, expected }: Difference): string {
  const text = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${projection} ${key}${field ? ` ${field}` : ''}: got ${text(got)}, expected ${text(expected)}`;
}

const help = `npm run verify

Compares every read model with a fold of the history. Ends 0 when they are equal, 1 when one differs.`;

if (require.main === module) void runCommand({ help }, () => verifyAll(readEnvironment(process.env), toStdout));
