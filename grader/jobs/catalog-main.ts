// Lists the checks of the topics whose folders are its arguments, one after the other: catalogs.ts starts it.
import { basename } from 'node:path';
import { listChecks } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Listed } from './catalogs.ts';

process.on('disconnect', () => process.exit(1)); // nobody listens any more
for (const directory of process.argv.slice(2)) await tell(await list(directory));
process.exit(0);

async function list(directory: string): Promise<Listed> {
  const topic = basename(directory);
  try {
    return { topic, checks: await listChecks(readTopic(directory)) };
  } catch (error) {
    return { topic, fault: error instanceof Error ? error.message : String(error) };
  }
}

function tell(listed: Listed): Promise<unknown> {
  return new Promise((told) => process.send?.(listed, told));
}
