// `npm run bench [-- <name>…] [--json <file>] [--smoke]`, `npm run bench -- capacity`, `npm run growth`. TypeScript runs directly, the server from its build.
process.env.USE_BUILD = 'yes';
require('../test/support/register-typescript.cjs');
const [program, ...args] = process.argv.slice(2);
const run =
  program === 'capacity'
    ? () => require('./capacity.ts').capacity(args)
    : program === 'growth'
      ? () => require('./growth.ts').growth(args)
      : () => require('./run.ts').bench(process.argv.slice(2));
run().then(
  (code) => process.exit(code),
  (error) => {
    const { BadArgument } = require('./harness.ts');
    const isUsage = error instanceof BadArgument || String(error?.code).startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? error.message : error);
    process.exit(isUsage ? 2 : 3);
  },
);
