import { EventStoreDbDouble } from './double.js';

/** Runs the double on a port until the process is ended. */
async function serve([port = '2113', nodes = '1']: string[]): Promise<void> {
  const double = await EventStoreDbDouble.start({ port: Number(port), nodes: Number(nodes) });
  process.stdout.write(`${double.url}\n`);
}

void serve(process.argv.slice(2));
