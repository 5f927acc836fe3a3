import 'reflect-metadata';
import { type Environment, readEnvironment } from '../config/environment.js';
import { verifySnapshots } from '../leaderboard/verify-snapshots.js';
import { type Difference, verify } from '../projector/verify.js';
import { openReadModels, runCommand } from './open-read-models.js';

/** Compares every read model with a fold of the whole history. 0 = they agree, 1 = the last line names the first difference. */
export async function verifyAll(environment: Environment, say: (line: string) => void): Promise<number> {
  const { store, readModel, snapshots, registry, close } = await openReadModels(environment);
  try {
    let differs = 0;
    let first: string | null = null;
    for (const factory of registry.all()) {
      const { documents, position, difference } = await verify(factory, store, readModel);
      say(
        `${factory.name}: ${documents} documents at ${position ?? 'the beginning'} ${difference ? 'differ' : 'agree'}`,
      );
      if (!difference) continue;
      differs += 1;
      first ??= sentence(difference);
    }
    const { compared, difference } = await verifySnapshots(store, readModel, snapshots);
    say(`snapshots of the standings: ${compared} ${difference ? 'compared, the last differs' : 'agree'}`);
    if (difference) {
      differs += 1;
      first ??= sentence(difference);
    }
    const [parked] = await readModel.parked();
    if (parked)
      first ??= `${parked.projection} waits with ${parked.stream} since ${parked.type} ${parked.eventId}: ${parked.error}`;
    say(first ?? `${registry.all().length} projections agree with the history`);
    return differs > 0 || first !== null ? 1 : 0;
  } finally {
    await close();
  }
}

function sentence({ projection, key, field, got, expected }: Difference): string {
  const text = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${projection} ${key}${field ? ` ${field}` : ''}: got ${text(got)}, expected ${text(expected)}`;
}

if (require.main === module) {
  void runCommand(() => verifyAll(readEnvironment(process.env), (line) => void process.stdout.write(`${line}\n`)));
}
