// Jest on Node 20 cannot load ES modules that CommonJS code requires, so exactly the ESM-only packages are transformed.
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

// Loads Node's http with import(), which Jest cannot do either.
const transformed = [...packages.filter(isEsm), '@opentelemetry/otlp-exporter-base'];

module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/postgres-run.js',
  globalTeardown: '<rootDir>/test/support/postgres-end.js',
  roots: ['<rootDir>/src', '<rootDir>/projections', '<rootDir>/test', '<rootDir>/web'],
  // A busy machine is not a wrong program.
  testTimeout: 60_000,
  testRegex: '(\\.|-)spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '\\.e2e-spec\\.ts$', '\\.drill-spec\\.ts$'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${transformed.join('|')})/)`],
};
