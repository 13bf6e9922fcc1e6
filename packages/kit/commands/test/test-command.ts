import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../text/usage-error.ts';
import { keptTopic } from '../../topic/kept-topic.ts';
import type { Topic } from '../../topic/topic.ts';
import { topicIds, topicMeant } from '../../topic/topic-ids.ts';
import { command, toExitCode } from '../command.ts';
import type { TestFlags } from './test-flags.ts';

/**
 * The public checks of a topic: `pnpm test TOPIC [PROGRAM] [flags]` in the folder of the course; `.` is the topic in whose folder
 * it was started, as `pnpm --filter TOPIC test` does. Without a topic it says what there is.
 * Exit code 0 when every check passed, or a watch was left; 1 when not.
 */
export default command({
  name: 'test',
  async run({ words, courseDirectory }) {
    const [name, ...args] = words[0] === '--' ? words.slice(1) : words;
    if (name === undefined || name === '--help' || name === '-h') {
      console.log(await listOfTopics(courseDirectory));
      return 0;
    }
    if (name.startsWith('-')) {
      throw new UsageError(`Name a topic first: pnpm test TOPIC ${words.join(' ')}. "pnpm test" lists them.`);
    }
    if (name !== '.') {
      process.chdir(join(courseDirectory, 'packages', topicMeant(name, topicIds(courseDirectory))));
    } else if (!existsSync('topic.yaml')) {
      throw new UsageError(
        'This is not the folder of a topic. In the folder of the course: pnpm test udp-pair. It lists them: pnpm test.',
      );
    }
    return testTopic(await keptTopic(process.cwd()), args);
  },
});

async function listOfTopics(courseDirectory: string): Promise<string> {
  const ids = topicIds(courseDirectory);
  const width = Math.max(...ids.map((id) => id.length));
  const topics = await Promise.all(ids.map((id) => keptTopic(join(courseDirectory, 'packages', id))));
  const rows = topics.map(({ id, title, programs }) => {
    return `  pnpm test ${id.padEnd(width)}  ${title}: ${Object.keys(programs).join(', ')}`;
  });
  return [
    'The checks of which topic?',
    rows.join('\n'),
    'One program of it: pnpm test udp-pair server. Again at each saving: pnpm test udp-pair --watch.\nHow far you are in all of them: pnpm progress.',
  ].join('\n\n');
}

async function testTopic(topic: Topic, args: readonly string[]): Promise<number> {
  console.log(`${topic.title}: the public checks\n`); // at once: the suites and esbuild take a moment to load
  const { readTestFlags, testUsage } = await import('./test-flags.ts');
  const flags = await readTestFlags(args, topic);
  if (flags.plain) Object.assign(process.env, { SOCKET_LAB_PLAIN: '1', NO_COLOR: '1' });
  if (!flags.help) return flags.watch ? watch(topic, flags) : run(topic, flags);
  console.log(testUsage(topic));
  return 0;
}

async function run(topic: Topic, flags: TestFlags): Promise<number> {
  const { stageOwn } = await import('../../submission/stage-programs.ts');
  const { runAndTell } = await import('./run-and-tell.ts');
  await using staged = await stageOwn(topic);
  return await runAndTell({ ...flags, topic, ...staged });
}

async function watch(topic: Topic, flags: TestFlags): Promise<never> {
  const { watchTopic } = await import('./watch/watch-topic.ts');
  // The next run has begun already, and does not end by itself.
  process.exit(await toExitCode(() => watchTopic(topic, flags)));
}
