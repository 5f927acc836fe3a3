// `npm run growth [-- --most-events <n>] [--smoke] [--folder <folder>]`
require('../test/support/register-typescript.cjs');
require('./growth.ts');
