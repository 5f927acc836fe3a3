// `npm run promises [-- <result.json>…]` writes docs/promises.md; `-- --check <drills.json>` holds a fresh run against it.
require('../support/register-typescript.cjs');
require('./run.ts');
