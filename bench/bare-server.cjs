// The limit of HTTP on Node: node:http parses requests and answers with the bytes of a file. Prints its port.
const fs = require('node:fs');
const http = require('node:http');

const [, , file, status] = process.argv;
const body = fs.readFileSync(file);
const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, etag: '"bench"' };
const server = http.createServer((request, response) => {
  if (request.method === 'GET') return response.writeHead(200, head).end(body);
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const said = JSON.parse(parts.length === 1 ? parts[0] : Buffer.concat(parts));
    response.writeHead(typeof said.kind === 'string' ? Number(status) : 400, head).end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
