// Folders without cycles, types counted. Specs and the files that compose the server may import from everywhere.
const { options } = require('../../.dependency-cruiser.cjs');

const composition = '^src/(main|app\\.module)\\.ts$';
const tests = '\\.(spec|fixture|samples|arbitrary)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [{ name: 'no-folder-cycles', severity: 'error', scope: 'folder', from: {}, to: { circular: true } }],
  options: { ...options, exclude: { path: ['^(web/dist|dist|test|bench)/', composition, tests] } },
};
