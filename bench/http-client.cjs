// A closed loop of keep-alive connections in its own process.
// Input: {port, method, path, headers, body, connections, seconds}. Output: {perSecond, statuses, lengths, done}.
// `{id}` in path or body is a new UUID per request. `{n}` counts up from `first`, `{m}` is `{n}` modulo `modulo`.
// With `count` it ends after that number of requests.
const net = require('node:net');
const { randomUUID } = require('node:crypto');

const {
  port,
  method = 'GET',
  path,
  headers,
  body,
  connections,
  seconds,
  first = 0,
  count,
  modulo = 1,
} = JSON.parse(process.argv[2]);
const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
const statuses = {};
const lengths = {};
let done = 0;
let open = connections;
const start = performance.now();
const isOver = () => (count === undefined ? performance.now() - start >= seconds * 1000 : asked >= count);
let asked = 0;

function written(id, n) {
  const filled = (text) =>
    text
      .replaceAll('{id}', id)
      .replaceAll('{n}', n)
      .replaceAll('{m}', n % modulo);
  const text = body === undefined ? '' : filled(body);
  const of = body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`];
  const head = [`${method} ${path} HTTP/1.1`, ...lines, ...of].join('\r\n');
  return Buffer.from(`${filled(head)}\r\n\r\n${text}`);
}
const isSame = !/\{(id|n|m)\}/.test(`${path}${body ?? ''}${lines.join()}`);
const same = written('', 0);
function request() {
  const n = first + asked;
  asked += 1;
  return isSame ? same : written(randomUUID(), n);
}

function ended() {
  open -= 1;
  if (open > 0) return;
  const perSecond = done / ((performance.now() - start) / 1000);
  process.stdout.write(JSON.stringify({ perSecond, statuses, lengths, done }));
}

function connect() {
  const socket = net.connect(port, '127.0.0.1');
  let head = '';
  let left = -1;
  socket.setNoDelay(true);
  socket.on('connect', () => socket.write(request()));
  socket.on('data', (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (left < 0) {
        head += chunk.latin1Slice(at);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        at = chunk.length - (head.length - end - 4);
        left = Number(/content-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
        const status = head.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        lengths[left] = (lengths[left] ?? 0) + 1;
        head = '';
      }
      const taken = Math.min(left, chunk.length - at);
      left -= taken;
      at += taken;
      if (left > 0) return;
      left = -1;
      done += 1;
      if (isOver()) return socket.destroy();
      socket.write(request());
    }
  });
  socket.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  socket.on('close', ended);
}

for (let made = 0; made < Math.min(connections, count ?? connections); made += 1) connect();
