// Jest loads ES modules with require() only on Node 24.9 and with --experimental-vm-modules.
// The tests also run on Node 22.17 and without flags, so the transform covers the ESM-only packages. It costs no measurable time.
const fs = require('fs');
const path = require('path');
const modules = path.join(__dirname, 'node_modules');
const packages = fs
  .readdirSync(modules)
  .flatMap((name) =>
    name.startsWith('@') ? fs.readdirSync(path.join(modules, name)).map((sub) => `${name}/${sub}`) : [name],
  );
const isEsm = (name) => {
  try {
    return JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8')).type === 'module';
  } catch {
    return false;
  }
};

// This package loads Node's http with import(), which needs the same flag.
const transformed = [...packages.filter(isEsm), '@opentelemetry/otlp-exporter-base'];

module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/postgres-run.js',
  testSequencer: '<rootDir>/test/support/slow-first.js',
  globalTeardown: '<rootDir>/test/support/postgres-end.js',
  roots: ['<rootDir>/src', '<rootDir>/projections', '<rootDir>/test', '<rootDir>/web'],
  // Tests must also pass on a busy machine.
  testTimeout: 60_000,
  testRegex: '(\\.|-)spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '\\.e2e-spec\\.ts$', '\\.drill-spec\\.ts$'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${transformed.join('|')})/)`],
};
