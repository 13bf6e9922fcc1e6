import { expect, type TestContext, test } from 'vitest';
import { limitsOf } from '../confine/limits.ts';
import { faultOfMachine, lackOfMachine, type MachineCounts, machineCounts } from '../confine/machine-evidence.ts';
import { CpuBudget } from '../confine/usage-watch.ts';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { renderFailure } from '../failure/render-failure.ts';
import { stalledMs, turnDeadlinesOff, withinDeadline } from '../program/deadline.ts';
import type { Program } from '../program/program.ts';
import { judge, machineFault, notRunnable, takesShortcut } from './judge.ts';
import { checkRecordingOf } from './recording.ts';
import { CheckSession, type StartOptions } from './session.ts';
import { type CheckTarget, currentTargets } from './target.ts';
import { type CheckDeclaration, type Outcome, visibilityOf } from './types.ts';

export type CheckOptions = Omit<CheckDeclaration, 'id' | 'title' | 'visibility'>;

export type CheckContext = Pick<CheckSession, 'tcp' | 'udp' | 'chance'> & {
  /**
   * Launches the program; a server is awaited until it can be talked to.
   * @example
   * const server = await start('server', { host: '127.0.0.1' }); // on a free port
   */
  start(name: string, options?: StartOptions): ReturnType<CheckSession['start']>;
};

/** Rerun a failed check if the grader itself stalled this long: the program's own timeout may have fired. */
const STALLED_MS = 1_000;
/** How often a check is tried at most: where the grader stalled each time, and where something ended the program. */
const [MOST_STALLED, MOST_HIT] = [3, 2];
type Declaring = { title: string; settled: Promise<Outcome>; outcome?: Outcome };
/** By `key`, for `needs`. One module for all suites of a run: they run in one thread, unisolated. */
const declared = new Map<string, Declaring>();
const key = (id: string, { name }: CheckTarget): string => `${id}\n${name}`;
type Body = (context: CheckContext) => Promise<void>;
type OpenSession = (target: CheckTarget, declaration: CheckDeclaration) => CheckSession;

const labTest = test.extend<{ openSession: OpenSession }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest asks for the pattern
  openSession: async ({}, use) => {
    await using sessions = new AsyncDisposableStack();
    await use((target, declaration) => sessions.use(new CheckSession(target, declaration, theBudget())));
  },
});

/**
 * Declares one graded behaviour.
 * @param title the behaviour in the student's words: the line they read
 * @param body throws CheckFailure when the program does not show it
 * @example
 * const options = { program: 'server', gap: 4, points: 4, hint: 'The bytes go back through the same socket.' };
 * check('sends back what it receives', options, async ({ start, tcp }) => {
 *   const server = await start('server');
 *   const peer = await tcp.connect(server);
 *   await peer.send('hola\n');
 *   await peer.expect('hola\n');
 * });
 */
export function check(title: string, options: CheckOptions, body: Body): void {
  for (const target of currentTargets()) checkOne(target, declare(title, options, target), body);
}

function checkOne(target: CheckTarget, declaration: CheckDeclaration, body: Body): void {
  const { title, program } = declaration;
  const { promise: settled, resolve } = Promise.withResolvers<Outcome>();
  const entry: Declaring = { title, settled };
  declared.set(key(declaration.id, target), entry);
  if (target.program !== undefined && target.program !== program) return;
  if (target.check !== undefined && target.check !== declaration.id) return;
  if (target.title !== undefined && target.title !== title) return;
  const meta = { check: declaration, target: target.name };
  labTest.concurrent(title, { meta, timeout: 0 }, async ({ task, openSession }) => {
    const begin = performance.now();
    const held = refused(program, target) ?? (await unmetNeed(declaration, target, task));
    const verdict = held ?? (await verdictOf({ declaration, target, body, openSession }));
    const durationMs = Math.round(performance.now() - begin);
    const result: Outcome = { ...verdict, durationMs };
    task.meta.outcome = result;
    entry.outcome = result;
    resolve(result);
    if (result.status === 'passed') return;
    const text = result.failure && renderFailure(result.failure, {}, declaration);
    throw Object.assign(new Error(text), { name: result.status, stack: '' });
  });
}

declare module 'vitest' {
  interface TaskMeta {
    check?: CheckDeclaration;
    target?: string;
    outcome?: Outcome;
  }
}

/** A program with a forbidden shortcut fails every check, those too that would be skipped. */
function refused(program: string, { programs }: CheckTarget): Verdict | undefined {
  const staged = programs.find(({ name }) => name === program);
  if (staged?.state !== 'refused') return undefined;
  return { status: 'failed', failure: takesShortcut(staged.reason ?? '') };
}

type Verdict = Omit<Outcome, 'durationMs'>;
type Task = TestContext['task'];

/** Waits for the check that this one needs. One that was left out of the run (`--check`, vitest's `-t`) holds up nobody. */
async function unmetNeed({ needs }: CheckDeclaration, target: CheckTarget, task: Task): Promise<Verdict | undefined> {
  if (needs === undefined) return undefined;
  const needed = declared.get(key(needs, target));
  const sibling = task.file.tasks.find(({ meta }) => meta.check?.id === needs && meta.target === target.name);
  const outcome = sibling?.mode === 'run' ? await needed?.settled : needed?.outcome;
  if (!outcome || outcome.status === 'passed') return undefined;
  return { status: 'skipped', failure: { message: say('needs-another', { title: needed?.title ?? '' }) } };
}

type Attempt = { declaration: CheckDeclaration; target: CheckTarget; body: Body; openSession: OpenSession };

async function verdictOf(run: Attempt): Promise<Verdict> {
  const { declaration, target } = run;
  const staged = target.programs.find(({ name }) => name === declaration.program);
  const file = `src/${declaration.program}.ts`;
  if (!staged || staged.state === 'missing')
    return { status: 'todo', failure: { message: say('file-missing', { file }) } };
  if (staged.state === 'broken') {
    return { status: 'failed', failure: notRunnable(declaration.program, staged.reason ?? '') };
  }
  if (target.debug) turnDeadlinesOff();
  let launches = 0;
  for (let number = 1; ; number++) {
    const begin = stalledMs();
    const before = machineCounts();
    const tried = await attempt(run);
    launches += tried.verdict.launches ?? 0;
    const isFailed = tried.verdict.status === 'failed';
    // The program may have given up a peer that could not answer, or something has ended it: perhaps the machine's fault.
    const isStalled = isFailed && stalledMs() - begin >= STALLED_MS;
    const isHit = tried.killed !== undefined || tried.unbegun !== undefined;
    const isDoubtful = isStalled || isHit || (isFailed && faultOfMachine(before) !== undefined);
    if (isDoubtful && number < (isStalled ? MOST_STALLED : MOST_HIT)) continue;
    const fault = isDoubtful ? faultOfLast(tried, before) : undefined;
    return { ...(fault === undefined ? tried.verdict : machineFault(fault)), launches };
  }
}

/** A program that kills itself is `failed` like any other: only evidence makes it the machine's fault. */
function faultOfLast({ verdict, killed, unbegun }: Attempted, before: MachineCounts): string | undefined {
  if (killed === 'what is around it') return 'What keeps the program in was killed from outside, twice.';
  if (unbegun !== undefined) return `Node did not start for the program, twice: ${unbegun}`;
  const fault = killed ? faultOfMachine(before) : verdict.status === 'failed' && lackOfMachine(before);
  return fault ? `The program ${killed ? 'was killed' : 'failed'}: ${fault}.` : undefined;
}

interface Attempted {
  verdict: Verdict;
  killed: Program['killed'];
  /** How a program ended in which Node had not started yet, so that nothing of it was the student's. */
  unbegun: string | undefined;
}

async function attempt(run: Attempt): Promise<Attempted> {
  const { declaration, target, body, openSession } = run;
  const session = openSession(target, declaration);
  const { tcp, udp, chance } = session;
  let thrown: unknown;
  let failedAtMs: number | undefined;
  try {
    const done = body({ start: (name, options) => session.start(name, options), tcp, udp, chance }).then(() => 'done');
    const { checkSeconds } = limitsOf(target.topic);
    if (!(await withinDeadline(done, checkSeconds * 1000))) {
      throw new CheckFailure(say('check-was-stopped', { seconds: checkSeconds }));
    }
  } catch (error) {
    thrown = error;
    failedAtMs = session.wire.nowMs;
  }
  const { whole, ...verdict } = await judge({ declaration, target, session, thrown });
  const recorded = target.keepsRecording && checkRecordingOf(session.wire, whole, failedAtMs);
  const killed = session.programs.map((program) => program.killed).find((each) => each !== undefined);
  // One that was stopped at once, since the check had seen all it wants, need not have begun.
  const unbegun = session.programs.find(
    ({ hasBegun, stopped }) => !hasBegun && !(stopped && verdict.status === 'passed'),
  );
  return {
    verdict: { ...verdict, launches: session.programs.length, ...(recorded && { recorded }) },
    killed,
    unbegun: unbegun && lastWords(unbegun),
  };
}

function lastWords({ stderr, ending }: Program): string {
  const line = stderr.text().trimEnd().split('\n').at(-1);
  return line || `it ended with ${ending?.signal ?? ending?.code ?? 'nothing'}`;
}

/** Of all launches of a run: one module for all suites. */
let budget: CpuBudget | undefined;

function theBudget(): CpuBudget {
  budget ??= new CpuBudget(currentTargets().length);
  return budget;
}

/** @throws Error for a title that stands twice, and a `needs` that no check before has as its title. */
function declare(title: string, { program, needs, ...rest }: CheckOptions, target: CheckTarget): CheckDeclaration {
  const id = `${program}/${slug(title)}`;
  if (declared.has(key(id, target))) throw new Error(`Two checks of ${program} have the title "${title}".`);
  const neededId = needs === undefined ? undefined : `${program}/${slug(needs)}`;
  if (neededId !== undefined && !declared.has(key(neededId, target))) {
    throw new Error(`"${title}" needs "${needs}", but no check of ${program} before it has this title.`);
  }
  const visibility = visibilityOf(expect.getState().testPath ?? '');
  return { id, title, program, ...rest, ...(neededId !== undefined && { needs: neededId }), visibility };
}

/** `echoes bytes, unchanged` is `echoes-bytes-unchanged` in an id. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
