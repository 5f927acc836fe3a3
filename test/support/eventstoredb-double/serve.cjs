// node serve.cjs [port] [nodes]
require('../register-typescript.cjs');
require('./serve.ts');
