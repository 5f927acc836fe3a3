import 'reflect-metadata';
import { type Environment, readEnvironment } from '../config/environment.js';
import { rebuild } from '../projector/rebuild.js';
import { openReadModels, runCommand } from './open-read-models.js';

/** Builds one projection anew beside the live one and switches to it. 0 = done, 1 = there were events it could not fold, 2 = no such projection. */
export async function rebuildOne(
  name: string | undefined,
  environment: Environment,
  say: (line: string) => void,
): Promise<number> {
  const { store, readModel, registry, close } = await openReadModels(environment);
  try {
    const factory = name === undefined ? undefined : registry.get(name);
    if (!factory) {
      const known = registry.all().map((one) => one.name);
      say(`${name === undefined ? 'Name a projection' : `There is no projection ${name}`}: ${known.join(', ')}`);
      return 2;
    }
    const rebuilt = await rebuild(factory, store, readModel);
    const parked = await readModel.parked(factory.name);
    for (const { stream, type, error } of parked) say(`${stream} waits since ${type}: ${error}`);
    say(
      `${factory.name} is rebuilt up to ${rebuilt?.position ?? 'the beginning'}${parked.length > 0 ? `, ${parked.length} streams wait` : ''}`,
    );
    return parked.length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}

if (require.main === module) {
  const [name] = process.argv.slice(2);
  void runCommand(() =>
    rebuildOne(name, readEnvironment(process.env), (line) => void process.stdout.write(`${line}\n`)),
  );
}
