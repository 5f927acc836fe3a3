import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { environmentSchema, readEnvironment } from '../../src/config/environment.js';

const root = path.join(__dirname, '../..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Service {
  image?: string;
  build?: string;
  env_file?: { path: string; required: boolean }[];
  environment: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  configs?: { source: string }[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  configs: Record<string, { content: string }>;
}

const compose = (yaml: string) => parse(yaml) as Compose;
const unknownSettings = ({ services }: Compose) =>
  Object.keys(services['qorzhyn']!.environment).filter((name) => !(name in environmentSchema.shape));
const defaultSecrets = (yaml: string) =>
  yaml
    .split('\n')
    .filter(
      (line) =>
        /\$\{[A-Z_]*(?:PASSWORD|TOKEN|SECRET)[A-Z_]*(?!:\?|[A-Z_])/.test(line) ||
        /:\/\/[^:@\s]+:(?!\$\{)[^@\s]+@/.test(line),
    );

describe('docker-compose.yml', () => {
  const yaml = text('docker-compose.yml');
  const { services, volumes, configs } = compose(yaml);

  it('sets only known settings to values that the server accepts', () => {
    expect(unknownSettings(compose(yaml))).toEqual([]);
    const filled = Object.entries(services['qorzhyn']!.environment).map(([name, value]) => [
      name,
      value
        .replaceAll(/\$\{PUBLIC_URL[^}]*\}/g, 'https://board.example')
        .replaceAll(/\$\{TRUST_PROXY:-(\d+)\}/g, '$1')
        .replaceAll(/\$\{[^}]+\}/g, 'secret'),
    ]);
    expect(readEnvironment(Object.fromEntries(filled))).toMatchObject({
      HOST: '0.0.0.0',
      PORT: 3000,
      EVENTSTORE_URL: 'esdb://eventstore:2113?tls=false',
    });
  });

  it('passes the settings of .env to the server', () => {
    expect(services['qorzhyn']!.env_file).toEqual([{ path: '.env', required: false }]);
  });

  it('finds a setting that the server does not know', () => {
    expect(unknownSettings(compose(yaml.replace('      PUBLIC_URL:', '      QORZHYN_PUBLIC:')))).toEqual([
      'QORZHYN_PUBLIC',
    ]);
  });

  it('has no secret with a default value', () => {
    expect(defaultSecrets(yaml)).toEqual([]);
    expect(defaultSecrets(yaml.replace('${POSTGRES_PASSWORD:?set it in .env}@', 'postgres@'))).toHaveLength(1);
    expect(
      defaultSecrets(yaml.replace('${POSTGRES_PASSWORD:?set it in .env}', '${POSTGRES_PASSWORD:-postgres}')),
    ).toHaveLength(1);
  });

  it('pins images, names volumes and checks the health of services', () => {
    for (const [name, service] of Object.entries(services)) {
      expect([name, service.image ?? 'built:here']).toEqual([name, expect.stringMatching(/^[^:]+:(?!latest)[\w.-]+$/)]);
      for (const volume of service.volumes ?? []) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
      expect([name, service.healthcheck ?? /^HEALTHCHECK /m.test(text('Dockerfile'))]).not.toEqual([name, false]);
      for (const { source } of service.configs ?? [])
        expect(configs[source]?.content).toContain('CREATE ROLE qorzhyn_app');
    }
    expect(Object.values(services['qorzhyn']!.depends_on!).map(({ condition }) => condition)).toEqual([
      'service_healthy',
      'service_healthy',
    ]);
  });

  it("publishes the server's port on this machine only", () => {
    expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual(['127.0.0.1:3000:3000']);
  });
});

describe('Dockerfile', () => {
  const lines = text('Dockerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const instructions = lines.map((line) => ({ word: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }));

  it('contains only known instructions', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(instructions.filter(({ word }) => !known.includes(word))).toEqual([]);
    const commands = instructions.filter(({ word }) => word === 'CMD');
    expect(commands.map(({ rest }) => JSON.parse(rest) as string[])).toEqual([
      ['node', '--enable-source-maps', 'dist/src/main.js'],
    ]);
  });

  it('runs a supported Node as an unprivileged user', () => {
    expect(instructions.filter(({ word }) => word === 'FROM').map(({ rest }) => rest)).toEqual([
      'node:24-bookworm-slim AS build',
      'node:24-bookworm-slim',
    ]);
    const words = instructions.map(({ word }) => word);
    expect(instructions.find(({ word }) => word === 'USER')?.rest).toBe('node');
    expect(words.indexOf('USER')).toBeLessThan(words.indexOf('CMD'));
  });

  it('sets only settings that the server knows', () => {
    const names = instructions
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => rest.split(' ').map((pair) => pair.split('=')[0]!));
    expect(names.filter((name) => name !== 'NODE_ENV' && !(name in environmentSchema.shape))).toEqual([]);
    expect(names).toContain('DATA_DIR');
  });

  it('copies only files that exist and that .dockerignore admits', () => {
    const sources = instructions
      .filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    const ignored = text('.dockerignore').split('\n');
    for (const source of sources) {
      expect([source, existsSync(path.join(root, source))]).toEqual([source, true]);
      expect(ignored).not.toContain(source);
    }
    for (const needed of ['src', 'projections', 'web', 'tsconfig.build.json']) expect(ignored).not.toContain(needed);
  });
});
