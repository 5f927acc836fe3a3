import { networkInterfaces } from 'node:os';
import { BadSetting, environmentSchema, readEnvironment, type Environment } from './environment.js';

export interface CommandLine {
  help: boolean;
  environment: Environment;
}

/** The settings as environment and arguments give them. Throws BadSetting for an argument that does not exist. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const unknown = args.find((argument) => argument !== '--help' && argument !== '--lan');
  if (unknown) throw new BadSetting(`${unknown} is not an argument of this server; --help lists them`);
  if (args.includes('--help')) return { help: true, environment: readEnvironment({}) };
  const environment = readEnvironment(env);
  if (args.includes('--lan')) environment.HOST = '0.0.0.0';
  return { help: false, environment };
}

/** The address of this machine on its local network; null = it has none. */
export function lanAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

export function helpText(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const standard = readEnvironment({})[name as keyof Environment];
    return `  ${name.padEnd(27)}${(standard === undefined ? '–' : String(standard)).padEnd(13)}${schema.description ?? ''}`;
  });
  return [
    'npm start [-- --lan]',
    '',
    '  --lan   listen on the local network too',
    '  --help  this page',
    '',
    `  ${'Setting'.padEnd(27)}${'default'.padEnd(13)}meaning`,
    ...rows,
  ].join('\n');
}
