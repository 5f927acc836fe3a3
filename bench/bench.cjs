// `npm run bench [-- <name>…] [--json <file>] [--smoke]`: TypeScript runs as it is, the server from its build.
require('../test/support/register-typescript.cjs');
require('./run.ts');
