import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { compareStarters, orphanWords, type StarterState } from './stale-starters.ts';
import { topicFolders } from './topic-folders.ts';

const USAGE = `Usage: pnpm starters [TOPIC…]

Writes packages/TOPIC/src/*.ts anew from packages/TOPIC/solution/*.ts: of every topic, or of those named.

Exit code: 0 the starters are what the solutions say; 1 a solution is at fault; 2 something asked for cannot be done.`;

export default command({
  name: 'starters',
  usage: USAGE,
  options: {},
  words: 'many',
  run: ({ words, courseDirectory }) => writeStarters(courseDirectory, topicFolders(courseDirectory, words)),
});

function writeStarters(courseDirectory: string, topics: string[]): number {
  const starters = topics.flatMap((topic) => compareStarters(courseDirectory, topic));
  for (const starter of starters) write(courseDirectory, starter);
  return starters.some(({ state }) => state === 'orphan' || state === 'faulty') ? 1 : 0;
}

function write(courseDirectory: string, starter: StarterState): void {
  switch (starter.state) {
    case 'unchanged':
      console.log(`unchanged ${starter.file}`);
      break;
    case 'missing':
    case 'changed': {
      const path = join(courseDirectory, starter.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, starter.text);
      console.log(`${starter.state === 'missing' ? 'new      ' : 'changed  '} ${starter.file}`);
      break;
    }
    case 'orphan':
      console.error(orphanWords(starter));
      break;
    case 'faulty':
      for (const fault of starter.faults) console.error(fault);
      break;
    default:
      starter satisfies never;
  }
}
