/**
 * What a student runs: `pnpm --filter echo-service test [PROGRAM] [--check TITLE] [--watch] [--plain] [--seed N] [--debug] [vitest's flags]`.
 * Exit code 0 when every check passed, or a watch was left; 1 when not, 2 when it was called wrongly.
 */
import { existsSync } from 'node:fs';
import type { Topic } from '../../topic/topic.ts';
import { runCommand } from '../run-command.ts';

await runCommand(async () => {
  const { readTopic } = await import('../../topic/read-topic.ts');
  return () => main(readTopic);
});

async function main(readTopic: (directory: string) => Topic): Promise<number> {
  let topic: Topic;
  if (!existsSync('topic.yaml')) {
    console.error(
      'This is not the folder of a topic. In the folder of the course: pnpm test udp-pair. It lists them: pnpm test.',
    );
    return 2;
  }
  try {
    topic = readTopic(process.cwd());
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  console.log(`${topic.title}: the public checks\n`); // at once: vitest and esbuild take a moment to load
  const { readTestFlags, testUsage } = await import('./test-flags.ts');
  try {
    const flags = readTestFlags(process.argv.slice(2), topic);
    if (flags.plain) Object.assign(process.env, { SOCKET_LAB_PLAIN: '1', NO_COLOR: '1' });
    if (!flags.help) return await (flags.watch ? watch(topic, flags) : run(topic, flags));
    console.log(testUsage(topic));
    return 0;
  } catch (error) {
    return faultInWords(error);
  }
}

async function faultInWords(error: unknown): Promise<number> {
  const { UsageFault } = await import('../usage-error.ts');
  if (!(error instanceof UsageFault)) throw error;
  console.error(error.message);
  return 2;
}

async function run(topic: Topic, flags: import('./test-flags.ts').TestFlags): Promise<number> {
  const { stageOwn } = await import('../../submission/stage-programs.ts');
  const { runAndTell } = await import('./run-and-tell.ts');
  await using staged = await stageOwn(topic);
  return await runAndTell({ ...flags, topic, ...staged });
}

async function watch(topic: Topic, flags: import('./test-flags.ts').TestFlags): Promise<never> {
  const { watchTopic } = await import('./watch/watch-topic.ts');
  // vitest stays up, and the next run has begun already: neither ends by itself.
  process.exit(await watchTopic(topic, flags).catch(faultInWords));
}
