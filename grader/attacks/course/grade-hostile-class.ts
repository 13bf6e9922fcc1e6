import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import { stringify } from 'csv-stringify/sync';
import { execa } from 'execa';
import type { Gradebook, TopicGrade } from '../../class/gradebook.ts';
import type { Attack, ProgramAttack, SubmissionAttack, Traces } from '../attack.ts';
import type { Bait, World } from '../world/world.ts';
import { HONEST, HostileCourse, TOGETHER } from './hostile-course.ts';
import { ALONE, ALONE_PATH, put } from './submission.ts';

const GRADE_MAIN = fileURLToPath(new URL('../../class/fixtures/grade-main.ts', import.meta.url));

export interface HostileClass {
  attacks: Map<string, ProgramAttack | SubmissionAttack>;
  world: World;
  isolation: Isolation;
  guarded: boolean;
  signal?: AbortSignal | undefined;
  /** Called while the course is still there. */
  look(name: string, seen: Traces): void | Promise<void>;
}

export async function gradeHostileClass({ attacks, ...around }: HostileClass): Promise<void> {
  const { world, guarded, look } = around;
  const together = new Map([...attacks].filter((each): each is [string, ProgramAttack] => sharesJob(each[1])));
  using course = new HostileCourse(together, world.secret, guarded);
  const baits = new Map([...attacks.keys()].map((name) => [name, world.baitFor(name, course.repository)]));
  for (const [name, attack] of attacks) await handIn(course, name, attack, baits.get(name) as Bait);
  put(course.classFolder, 'roster.csv', roster(attacks, baits));
  const { book, reports } = await grade(course, around);
  if (book.students.find(({ id }) => id === HONEST)?.topics[ALONE.topic]?.score !== 1) {
    throw new Error(`The honest student has lost the point.\n${reports}`);
  }
  for (const [name, attack] of attacks) {
    const graded = sharesJob(attack)
      ? gradedIn(book, TOGETHER.student, topicOf(attack), name)
      : gradedIn(book, studentOf(name, attack), ALONE.topic);
    await look(name, { bait: baits.get(name) as Bait, world, reports, ...graded });
  }
}

function studentOf(name: string, attack: Attack): string {
  if (sharesJob(attack)) return TOGETHER.student;
  return ('submit' in attack && attack.student) || name;
}

function roster(attacks: HostileClass['attacks'], baits: Map<string, Bait>): string {
  const rows = [...attacks].map(([name, attack]) => {
    const source = 'submit' in attack ? attack.source?.(baits.get(name) as Bait) : undefined;
    return [studentOf(name, attack), source ?? ''];
  });
  const byStudent = new Map([[HONEST, ''], ...rows] as [string, string][]);
  return stringify([['id', 'source'], ...byStudent]);
}

function sharesJob(attack: Attack): attack is ProgramAttack {
  return 'program' in attack && !attack.alone;
}

function topicOf({ shortcut }: ProgramAttack): string {
  return shortcut ? TOGETHER.forbidding : TOGETHER.topic;
}

async function handIn(
  { classFolder }: HostileCourse,
  name: string,
  attack: ProgramAttack | SubmissionAttack,
  bait: Bait,
): Promise<void> {
  const student = studentOf(name, attack);
  if ('submit' in attack) return attack.submit(classFolder, student, bait);
  const path = attack.alone ? ALONE_PATH : `packages/${topicOf(attack)}/src/${name}.ts`;
  put(join(classFolder, student), path, attack.program(bait));
}

async function grade({ repository }: HostileCourse, { world, isolation, signal }: Omit<HostileClass, 'attacks'>) {
  const out = join(world.folder, `grades-${isolation}`);
  const args = [GRADE_MAIN, repository, '--sandbox', isolation, '--out', out, '--concurrency', '2'];
  const { all = '' } = await execa(process.execPath, args, {
    env: world.environment,
    all: true,
    reject: false,
    stdin: 'ignore',
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  try {
    const book = JSON.parse(readFileSync(join(out, 'gradebook.json'), 'utf8')) as Gradebook;
    return { book, reports: [all, ...reportsIn(out)].join('\n') };
  } catch {
    throw new Error(`The class has no gradebook.\n${all}`);
  }
}

function reportsIn(out: string): string[] {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
}

type Graded = Pick<Traces, 'status' | 'score' | 'words'>;

/** What became of a student's program in a topic, or of all of them. */
function gradedIn(book: Gradebook, student: string, topic: string, program = ''): Graded {
  const { checks = {}, reason = '', status = 'missing' } = topicGrade(book, student, topic) ?? {};
  const own = Object.entries(checks).filter(([id]) => id.startsWith(program && `${program}/`));
  return {
    status,
    score: own.reduce((sum, [, { score }]) => sum + score, 0),
    words: [reason, ...own.map(([, { failure }]) => (failure ? renderFailure(failure) : ''))].join('\n'),
  };
}

function topicGrade({ students }: Gradebook, student: string, topic: string): TopicGrade | undefined {
  return students.find(({ id }) => id === student)?.topics[topic];
}
