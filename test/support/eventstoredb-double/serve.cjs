// Runs the TypeScript beside it without a build: node serve.cjs [port] [nodes]
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const source = request.startsWith('.') && parent ? path.resolve(path.dirname(parent.filename), request.replace(/\.js$/, '.ts')) : '';
  return source.endsWith('.ts') && fs.existsSync(source) ? source : resolve.call(this, request, parent, ...rest);
};
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(fs.readFileSync(filename, 'utf8'), { filename }).code, filename);
require('./serve.ts');
