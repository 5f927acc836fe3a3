// `node bench/growth-screens.cjs [--json <file>] [--most <sockets>]`: what one more screen costs, from ten to ten thousand.
require('../test/support/register-typescript.cjs');
process.argv.splice(1, 1, require.resolve('./growth-screens.ts'));
require('node:module').runMain();
