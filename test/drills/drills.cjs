// `npm run drills [-- <name>…] [--quick] [--smoke] [--seed <number>] [--minutes <n>] [--json <file>]`: the server from its build.
process.env.USE_BUILD = 'yes';
require('../support/register-typescript.cjs');
require('./run.ts');
