import 'reflect-metadata';
import { type Environment, readEnvironment } from '../config/environment.js';
import { rebuild, rebuildAll } from '../projector/rebuild.js';
import { type Reporter, runCommand, toStdout } from './command.js';
import { type OpenOptions, openReadModels } from './open-read-models.js';

/** Rebuilds one projection beside the live one. 0 = done, 1 = a stream is parked, 2 = no such projection. */
export async function rebuildOne(
  name: string | undefined,
  environment: Environment,
  report: Reporter,
): Promise<number> {
  await using opened = await openReadModels(environment);
  const { store, readModel, registry } = opened;
  const definition = name === undefined ? undefined : registry.get(name);
  if (!definition) {
    const names = registry.all().map((one) => one.name);
    report(`${name === undefined ? 'Name a projection' : `There is no projection ${name}`}: ${names.join(', ')}`);
    return 2;
  }
  const { position } = await rebuild(definition, store, readModel);
  const parked = await readModel.parked(definition.name);
  for (const { stream, type, error } of parked) report(`${stream} is parked at ${type}: ${error}`);
  const rest = parked.length > 0 ? `, parked streams: ${parked.length}` : '';
  report(`${definition.name} is rebuilt up to ${position ?? 'the beginning'}${rest}`);
  return parked.length > 0 ? 1 : 0;
}

/** Rebuilds all projections in one pass over the history. */
export async function rebuildReadModels(
  environment: Environment,
  report: Reporter,
  options: OpenOptions = {},
): Promise<void> {
  await using opened = await openReadModels(environment, options);
  const { store, readModel, registry } = opened;
  const requests = registry.all().map((definition) => ({ definition }));
  for (const { definition } of await rebuildAll(requests, store, readModel)) report(`${definition.name}: rebuilt`);
}

const help = `npm run rebuild -- <projection>

Rebuilds one projection beside the live one. Without a name it lists the projections.
Ends 0 when done, 1 when a stream is parked, 2 when it could not run.`;

if (require.main === module)
  void runCommand({ help, words: 1 }, (_, [name]) => rebuildOne(name, readEnvironment(process.env), toStdout));
