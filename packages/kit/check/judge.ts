import { realpathSync } from 'node:fs';
import { APP } from '../confine/sandbox.ts';
import { type Crash, readCrash } from '../failure/crash.ts';
import { CheckFailure, type Failure, type ProgramReport } from '../failure/failure.ts';
import type { KeptFailure } from '../failure/kept-failure.ts';
import { isMessage, say, textOf } from '../failure/message.ts';
import { syntaxHint } from '../failure/syntax-hint.ts';
import { withoutFolder } from '../failure/without-folder.ts';
import type { Chance } from '../peers/chance.ts';
import { withinDeadline } from '../program/deadline.ts';
import type { Program } from '../program/program.ts';
import { printable } from '../text/printable.ts';
import type { Topic } from '../topic/topic.ts';
import { tryMore } from './probe-cause.ts';
import type { CheckSession } from './session.ts';
import type { CheckTarget } from './target.ts';
import type { CheckDeclaration, Outcome } from './types.ts';

/** What a starter's `todo()` prints on stderr before it exits with 1; the group is the gap's number. */
const OPEN_GAP = /^TODO (\d+) is still open: .*$/m;
/** What the guard of a staged program prints on stderr before it ends it with 1 (stage/guard/guard.cjs). */
const SHORTCUT = /^Shortcut: (.*)$/m;
/** How long a program that is just ending may take to be gone, in patient milliseconds: for the report, never for the verdict. */
const ENDING_MS = 400;
export type Finished = { declaration: CheckDeclaration; target: CheckTarget; session: CheckSession; thrown: unknown };

/** The verdict on a check whose body has ended: it stops the programs, reads what they left, and keeps what there is to say. */
export async function judge(finished: Finished): Promise<Pick<Outcome, 'status' | 'failure'> & { whole?: Failure }> {
  const { declaration, target, session, thrown } = finished;
  if (thrown !== undefined && !(thrown instanceof CheckFailure))
    return { status: 'error', failure: { message: ourFault(thrown) } };
  if (thrown) await withinDeadline(Promise.all(session.programs.map((program) => program.ended)), ENDING_MS);
  const endings = session.programs.map((program) => (program.stopped ? undefined : program.ending));
  if (thrown) await tryMore(session);
  session.wire.stop();
  await Promise.all(session.programs.map((program) => program.stop()));
  const shortcut = session.programs.map(shortcutOf).find((line) => line !== undefined);
  if (shortcut !== undefined) return { status: 'failed', failure: takesShortcut(shortcut) };
  const hasThreads = target.topic.programs[declaration.program]?.workers === true;
  const openGap = session.programs.map((program) => openGapOf(program, hasThreads)).find((gap) => gap !== null);
  if (openGap && isNotStarted(Number(openGap[1]), finished))
    return { status: 'todo', failure: { message: say('still-open', { todo: openGap[0] }) } };
  const greedy = session.programs.find((program) => program.exceeded);
  const failure = greedy ? overLimit(greedy) : thrown;
  if (!failure) return { status: 'passed' };
  const programs = session.programs.map((program, index) => report(program, endings[index]));
  const whole = inFull(failure as CheckFailure, finished, programs);
  const crash = greedy ? undefined : crashOf(session.programs, endings);
  const told = crash ? withCrash(whole, crash, failure as CheckFailure) : whole;
  const cameTo = openGap ? { cameTo: printable(openGap[0]) } : {};
  const hidden = withoutFolder({ ...told, ...cameTo }, stagedFolders(target));
  const inAll = withStrayFile(hidden, target.topic, declaration.program);
  const { keepFailure } = await import('../failure/diagnosis/keep-failure.ts'); // only now: many a run has no failure
  return { status: 'failed', failure: keepFailure(inAll), whole: inAll };
}

export const takesShortcut = (reason: string): KeptFailure => ({ message: say('shortcut'), lines: [reason] });

/** The paths by which a program may know the folder that it is launched in: it sees through links, and a sandbox has its own. */
function stagedFolders({ stagedDirectory, isolation }: CheckTarget): string[] {
  if (stagedDirectory === undefined) return [];
  return [stagedDirectory, realpathSync(stagedDirectory), ...(isolation === 'bubblewrap' ? [APP] : [])];
}

/** Whether a check is `todo`: it met an open gap, and not one behind the check's own. */
function isNotStarted(came: number, { declaration, target, thrown }: Finished): boolean {
  const { gap = Infinity, reaches = gap, program } = declaration;
  if (came <= gap) return true;
  if (thrown === undefined) return false;
  const { openGaps = [] } = target.programs.find(({ name }) => name === program) ?? {};
  return came <= reaches || openGaps.some((open) => open <= gap);
}

/** Counts only of a program that ended there. A worker thread ends alone by `process.exit` (nodejs.org, Process). */
function openGapOf({ ending, stderr }: Program, hasThreads: boolean): RegExpExecArray | null {
  return ending?.code === 1 || hasThreads ? OPEN_GAP.exec(stderr.text()) : null;
}

function overLimit({ name, exceeded }: Program): CheckFailure {
  const { what = '', expected = '', received = '' } = exceeded ?? {};
  return new CheckFailure(say('was-stopped', { Program: name, limit: what }), { kind: 'words', expected, received });
}

/** Whoever prints this line without having been ended has lost the check all the same. */
function shortcutOf({ ending, stderr }: Program): string | undefined {
  return ending?.code === 1 ? SHORTCUT.exec(stderr.text())?.[1] : undefined;
}

function report(program: Program, ending: Program['ending']): ProgramReport {
  return {
    command: program.command,
    stdout: program.stdout.text(),
    stderr: program.stderr.text(),
    ending: ending ?? { code: null, signal: null, ...(program.exceeded && { stoppedAt: program.exceeded.what }) },
  };
}

function inFull(failure: CheckFailure, finished: Finished, programs: ProgramReport[]): Failure {
  const { declaration, target, session } = finished;
  const file = `src/${declaration.program}.ts`;
  const title =
    declaration.gap === undefined ? undefined : target.topic.programs[declaration.program]?.gaps[declaration.gap];
  const line = target.programs.find(({ name }) => name === declaration.program)?.gapLines?.[declaration.gap ?? 0];
  return {
    summary: failure.said,
    ...(failure.compared && { comparison: failure.compared }),
    wire: session.wire.events,
    programs,
    ...(declaration.gap !== undefined &&
      title !== undefined && { gap: { number: declaration.gap, title, file, ...(line !== undefined && { line }) } }),
    hint: 'check',
    ...(isStrongerHintDue(finished) && { isStrongerHintDue: true }),
    // A hidden check can be run by nobody who reads this.
    ...(declaration.visibility === 'public' && { replay: replayCommand(target.topic.id, declaration, session.chance) }),
  };
}

function isStrongerHintDue({ declaration, target: { strongerHints = [] } }: Finished): boolean {
  return strongerHints === 'all' || strongerHints.includes(declaration.id);
}

function replayCommand(topic: string, { program, title }: CheckDeclaration, { wasUsed, seed }: Chance): string {
  const quoted = `"${title.replaceAll('"', '\\"')}"`; // so every shell takes it
  return `pnpm --filter ${topic} test ${program} --check ${quoted}${wasUsed ? ` --seed ${seed}` : ''}`;
}

function ourFault(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

interface ProgramCrash extends Crash {
  program: string;
}

function crashOf(programs: readonly Program[], endings: readonly Program['ending'][]): ProgramCrash | undefined {
  const crashes = programs.map(({ name, stderr }, index): ProgramCrash | undefined => {
    const ending = endings[index];
    const crash = ending && readCrash(stderr.text(), ending);
    return crash && { ...crash, program: name };
  });
  return crashes.findLast((crash) => crash !== undefined);
}

/** A crash comes before what the check says of a living program; a check about errors keeps its own hint. */
function withCrash(failure: Failure, crash: ProgramCrash, { isAboutErrors }: CheckFailure): Failure {
  const { program, what, place, hint } = crash;
  // Nobody has to be told that Node has printed the error as well.
  const saysAll = isMessage(failure.summary, 'stack-trace');
  const told: Failure = {
    ...failure,
    crash: { summary: say('program-did', { Program: program, what }), place, saysAll },
  };
  return isAboutErrors ? told : { ...told, hint };
}

/** Node's words for a file that is not there, once the folder is left out of them. */
const MISSING = /Cannot find module '(?:\.\/)?(src\/[^'/\\]+)'/;

/** A file of the student's own is never taken: where the program asks for one, that is the cause. */
function withStrayFile(failure: Failure, topic: Topic, program: string): Failure {
  const { comparison, programs } = failure;
  const received =
    comparison?.kind === 'bytes' ? Buffer.from(comparison.received).toString() : textOf(comparison?.received ?? '');
  const [, file] =
    [received, ...programs.flatMap(({ stdout, stderr }) => [stdout, stderr])]
      .map((text) => MISSING.exec(text))
      .find((found) => found !== null) ?? [];
  if (file === undefined || Object.keys(topic.programs).some((name) => file.startsWith(`src/${name}.`))) return failure;
  return { ...failure, hint: say('hint-stray-file', { file, own: program }) };
}

/** @param fault as staging words it: `src/server.ts:14:9: Expected ")"` and the lines below it */
export function notRunnable(program: string, fault: string): KeptFailure {
  const [first = '', ...lines] = fault.split('\n');
  const hint = syntaxHint(fault);
  return {
    message: say('cannot-start', { Program: program, fault: first }),
    ...(lines.length > 0 && { lines }),
    ...(hint && { hint }),
  };
}
