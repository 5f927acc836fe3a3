require('../test/support/register-typescript.cjs');
require('./stubbed-server.ts');
