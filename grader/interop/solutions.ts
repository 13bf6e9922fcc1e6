import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from '@socket-lab/kit';
import { CheckSession, type StartOptions } from '@socket-lab/kit/check/session';
import { type StagedPrograms, stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { afterAll, beforeAll } from 'vitest';
import type { NodesAnswer } from './web-server.ts';

/** The solutions of a topic, staged as a class stages submissions: opens the session of one program, or starts it. */
export function stagedSolutions(topicId: string) {
  const topic = readTopic(fileURLToPath(new URL(`../../packages/${topicId}`, import.meta.url)));
  let staged: StagedPrograms;
  beforeAll(async () => {
    const stagedDirectory = await mkdtemp(join(tmpdir(), `${topicId} ñ `));
    staged = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'solution'), stagedDirectory });
  }, 60_000);
  afterAll(() => rm(staged.stagedDirectory, { recursive: true }));
  const open = (program: string) =>
    new CheckSession(
      { name: '', topic, ...staged, isolation: 'node', debug: false, seed: 1 },
      { id: program, program },
    );
  /** A program that is running, and whose session ends with it. */
  const start = async (program: string, options?: StartOptions): Promise<Program & AsyncDisposable> => {
    await using stack = new AsyncDisposableStack();
    const running = await stack.use(open(program)).start(program, options);
    const session = stack.move();
    return Object.assign(running, { [Symbol.asyncDispose]: () => session.disposeAsync() });
  };
  return Object.assign(open, { start });
}

const EMPTY_LINE = '\r\n\r\n';

/** The answer that the solution of http-client's 05-response has printed, behind the lines of its steps. */
export function printedAnswer({ stdout }: Program): NodesAnswer {
  const bytes = stdout.bytes();
  const begin = bytes.indexOf('\nHTTP/1.') + 1;
  const end = bytes.indexOf(EMPTY_LINE, begin);
  if (begin === 0 || end < 0) throw new Error(`There is no answer in ${JSON.stringify(stdout.text())}`);
  return { head: bytes.toString('latin1', begin, end).split('\r\n'), body: bytes.subarray(end + EMPTY_LINE.length) };
}

/** An answer without what differs from one second to the next. */
export function timeless({ head, body }: NodesAnswer): NodesAnswer {
  return { head: head.map((line) => line.replace(/^(Date: ).*/i, '$1…')), body };
}

/** The first fenced block behind `after` in a lesson that begins with `beginning`. @throws Error if there is none */
export function lessonBlock(topicId: string, after: string, beginning: string): string {
  const lesson = readFileSync(new URL(`../../packages/${topicId}/README.md`, import.meta.url), 'utf8');
  const start = lesson.indexOf(after);
  const blocks = lesson.slice(start).matchAll(/^```\w*\n(.*?)^```$/gms);
  for (const [, text = ''] of blocks) if (start >= 0 && text.startsWith(beginning)) return text;
  throw new Error(`packages/${topicId}/README.md has no block that begins with "${beginning}" behind "${after}".`);
}
