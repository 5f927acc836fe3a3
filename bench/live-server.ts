import 'reflect-metadata';
import { readEnvironment } from '../src/config/environment.js';
import { EventStore } from '../src/event-store/event-store.js';
import { CurrentBoards } from '../src/leaderboard/current-boards.js';
import { boardKey } from '../src/leaderboard/board-documents.js';
import { createApp } from '../src/main.js';
import { Doorbell } from '../src/projector/doorbell.js';
import { Season } from '../test/support/season.js';
import { answerQuestions, ofItself } from './asked-process.js';
import { changeOf, CHALLENGE } from './live-messages.js';
import { instant } from './measure.js';

const COLLEGES = ['aqshoqy', 'beket', 'qarashash'];

/** The whole server as `main.ts` makes it, in a process of its own; only what rings the doorbell is the bench's. */
async function start({ databaseUrl, adminUrl }: { databaseUrl: string; adminUrl: string }) {
  const environment = readEnvironment({ LOG_LEVEL: 'warn', PORT: '0' });
  const app = await createApp({ environment, databaseUrl, adminUrl });
  await app.listen(0, '127.0.0.1');
  const season = new Season(app.get(EventStore), CHALLENGE);
  await season.begin(COLLEGES);
  const board = () => app.get(CurrentBoards).get(CHALLENGE, 'total', 'public');
  const settled = async () => {
    for (;;) {
      const found = await board();
      if (found?.standings.position === season.position) return found.standings;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await settled();
  const key = boardKey(CHALLENGE, 'total', 'public');
  let actions = 0;
  return {
    port: (app.getHttpServer().address() as { port: number }).port,
    change(seq: number) {
      const { removed, changes: _, prev: __, ...body } = changeOf(seq);
      const change = { projection: 'standings', upserts: [{ key, body }], deletes: removed.map((id) => key + id) };
      app.get(Doorbell).ring({ position: null, changes: [{ ...change, all: false }] });
    },
    async approve() {
      actions += 1;
      await season.submit(`bench-${actions}`, COLLEGES[actions % COLLEGES.length]!);
      await season.approve(`bench-${actions}`, { trees: actions });
      return (await settled()).seq;
    },
    board: settled,
    close: () => app.close(),
  };
}

let server: Awaited<ReturnType<typeof start>>;
answerQuestions({
  ...ofItself,
  async start(database: { databaseUrl: string; adminUrl: string }) {
    server = await start(database);
    return server.port;
  },
  change({ seq }: { seq: number }) {
    const at = instant();
    server.change(seq);
    return at;
  },
  approve: () => server.approve(),
  seq: async () => (await server.board()).seq,
  board: () => server.board(),
  stop: () => server.close(),
});
