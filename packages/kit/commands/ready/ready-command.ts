import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { collectTopics, declaredFiles } from '../../submission/collect-topics.ts';
import { folderFiles } from '../../submission/folder-files.ts';
import { givenLimits } from '../../submission/submission-limits.ts';
import { lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Topic } from '../../topic/topic.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { command } from '../command.ts';
import { gitReadiness } from './git-readiness.ts';
import { isReady, renderReadiness, type WholeReadiness } from './render-readiness.ts';
import { topicReadiness } from './topic-readiness.ts';

const USAGE = `Usage: pnpm ready [TOPIC…]

Would grading take what is here as it is? Looks at the graded files of all topics, or of those named, as the grader looks at
them: files and their sizes, whether they compile, what a program may not use, answers.yaml, and whether all is committed and
pushed. No program is run, nothing is changed, and nobody is asked over a network. Types are looked at, and not graded.

  --help

Exit code: 0 when grading would take all of it; 1 when there is something to mend; 2 bad usage.`;

export default command({
  name: 'ready',
  usage: USAGE,
  options: {},
  words: 'many',
  async run({ words, courseDirectory }) {
    const whole = await lookAt(topicsNamed(words, courseDirectory), courseDirectory);
    console.log(renderReadiness(whole, lineWidth()));
    return isReady(whole) ? 0 : 1;
  },
});

async function lookAt(topics: readonly Topic[], courseDirectory: string): Promise<WholeReadiness> {
  const types = typeErrors(courseDirectory); // meanwhile: it is a process of its own
  const paths = topics.flatMap(declaredFiles);
  const [byTopic, git] = await Promise.all([
    lookAtTopics(topics, courseDirectory),
    gitReadiness(courseDirectory, paths),
  ]);
  return { topics: byTopic, git, types: ofTopics(await types, byTopic) };
}

async function lookAtTopics(topics: readonly Topic[], courseDirectory: string): Promise<WholeReadiness['topics']> {
  const limits = givenLimits(courseDirectory);
  const files = folderFiles({ base: courseDirectory, path: '.' }, limits.fileBytes);
  const collected = collectTopics(files, [...topics], limits);
  const found: WholeReadiness['topics'] = new Map();
  for (const topic of topics) {
    const taken = collected.get(topic.id);
    if (!taken) continue;
    const folder = await mkdtemp(join(tmpdir(), 'socket-lab-'));
    try {
      found.set(topic.id, await topicReadiness(topic, taken, folder));
    } catch (error) {
      // A package that is not installed, a compiler that does not work: with what is handed in it has nothing to do.
      throw new UsageError((error as Error).message);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return found;
}

function ofTopics(found: Awaited<ReturnType<typeof typeErrors>>, topics: WholeReadiness['topics']): string[] | string {
  if (typeof found === 'string') return found;
  const isToSay = ({ topic, name }: TypeFault) => topics.has(topic) && !topics.get(topic)?.broken?.includes(name);
  return found.filter(isToSay).map(({ words }) => words);
}

type TypeFault = { topic: string; name: string; words: string };
/** What tsc prints of an error without colours: the place, its number, what it says; reasons follow, indented. */
const ERROR = /^packages\/([^/]+)\/src\/([^/(]+)\((\d+),\d+\): error (TS\d+): (.*)$/;

/** As `pnpm types` and an editor show them; a text says why TypeScript does not run here. */
async function typeErrors(courseDirectory: string): Promise<TypeFault[] | string> {
  const tsc = findTsc(courseDirectory);
  if (tsc === undefined) return 'TypeScript is not installed. Run "pnpm install".';
  const flags = ['--noEmit', '--pretty', 'false'];
  const { stdout, stderr, exitCode } = await execa(process.execPath, [tsc, ...flags], {
    cwd: courseDirectory,
    reject: false,
    maxBuffer: 10 * 1024 * 1024, // bytes; what is more is cut, and nobody reads that many errors
  });
  const errors = stdout.split(/\r?\n/).flatMap(errorIn);
  // tsc ends with 1 or 2 when there are errors of any kind: those of other files are not the student's.
  if (errors.length > 0 || (exitCode !== undefined && exitCode <= 2)) return errors;
  return `TypeScript ended badly: ${(stderr || stdout).trim().split('\n').at(-1) ?? ''}`;
}

function errorIn(line: string): TypeFault[] {
  const [, topic, name, at, number, text = ''] = ERROR.exec(line) ?? [];
  if (topic === undefined || name === undefined) return [];
  return [{ topic, name, words: `packages/${topic}/src/${name}:${at}: ${text} (${number})` }];
}

function findTsc(courseDirectory: string): string | undefined {
  try {
    const found = createRequire(join(courseDirectory, 'package.json')).resolve('typescript/package.json');
    return join(dirname(found), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}
