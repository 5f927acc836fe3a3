/* oxlint-disable no-underscore-dangle -- Node names its own hooks so */
// Lets Node run TypeScript without a build: node -r ./register-typescript.cjs file.ts
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const beside =
    request.startsWith('.') && parent?.filename ? path.resolve(path.dirname(parent.filename), request) : '';
  const source = beside.replace(/\.js$/, '.ts');
  return source.endsWith('.ts') && fs.existsSync(source) ? source : resolve.call(this, request, parent, ...rest);
};
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(fs.readFileSync(filename, 'utf8'), { filename }).code, filename);
