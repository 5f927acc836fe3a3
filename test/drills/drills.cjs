// `npm run drills [-- <name>…] [--quick] [--smoke] [--seed <number>] [--json <file>]`: the server from its build.
process.env.DRILLS_OF_BUILD = 'yes';
require('../support/register-typescript.cjs');
require('./run.ts');
