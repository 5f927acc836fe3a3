// The limit of HTTP on Node: node:http that answers everything with the ready bytes of a file. Prints its port.
const fs = require('node:fs');
const http = require('node:http');

const body = fs.readFileSync(process.argv[2]);
const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, etag: '"bench"' };
const server = http.createServer((_request, response) => response.writeHead(200, head).end(body));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
