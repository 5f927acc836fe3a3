// `npm run bench [-- <name>…] [--json <file>] [--smoke]`, `npm run bench -- capacity`: TypeScript runs as it is, the server from its build.
process.env.USE_BUILD = 'yes';
require('../test/support/register-typescript.cjs');
require(process.argv[2] === 'capacity' ? './capacity/run.ts' : './run.ts');
