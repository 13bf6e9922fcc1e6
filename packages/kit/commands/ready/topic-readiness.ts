import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Collected } from '../../submission/collect-topics.ts';
import { openGapsIn } from '../../submission/open-gaps.ts';
import { type StagedProgram, stagePrograms } from '../../submission/stage-programs.ts';
import { count } from '../../text/phrases.ts';
import type { Topic } from '../../topic/topic.ts';
import { readQuiz } from '../quiz/quiz.ts';
import { faultsOf, readAnswers } from '../quiz/read-answers.ts';

/** @param collected what collection has taken, or why not @param folder an empty one to work in */
export async function topicReadiness(topic: Topic, collected: Collected, folder: string): Promise<Readiness> {
  const programs = await programsIn(topic, collected, folder);
  const answers = answersIn(topic, collected.answers);
  const faults = [...programs.faults, ...answers.faults];
  if (faults.length === 0 && !programs.isBegun && !answers.isBegun) return { state: 'nothing yet', faults, notes: [] };
  return { ...readiness(faults, [...programs.notes, ...answers.notes]), broken: programs.broken };
}

type Part = { faults: string[]; notes: string[]; isBegun: boolean; broken?: string[] };

async function programsIn(topic: Topic, collected: Collected, folder: string): Promise<Part> {
  if (collected.state === 'missing') return { faults: [], notes: [collected.reason], isBegun: false };
  if (collected.state !== 'collected') return { faults: [collected.reason], notes: [], isBegun: true };
  const { files } = collected;
  const { programs: staged } = await stagePrograms({ topic, sources: files, stagedDirectory: folder });
  const open = [...files].flatMap(([name, bytes]) => gapsOpen(topic, name, bytes.toString()));
  const total = Object.values(topic.programs).reduce((sum, { gaps }) => sum + Object.keys(gaps).length, 0);
  const missing = staged.filter(({ state }) => state === 'missing');
  const missingGaps = missing.reduce((sum, { name }) => sum + Object.keys(topic.programs[name]?.gaps ?? {}).length, 0);
  // Of an import of such a file staging has spoken.
  const ready = new Set(staged.flatMap(({ name, state }) => (state === 'ready' ? [`${name}.ts`] : [])));
  const beside = filesBeside(topic, new Map([...files].filter(([name]) => ready.has(name))));
  return {
    faults: [...staged.flatMap((program) => faultOf(topic, program)), ...beside.faults],
    notes: [
      ...missing.map(({ name }) => `${name} is not handed in yet: there is no packages/${topic.id}/src/${name}.ts.`),
      ...(open.length > 0 ? [`${count(open.length, 'gap')} open.`] : []),
      ...beside.notes,
    ],
    isBegun: open.length + missingGaps < total,
    broken: staged.flatMap(({ name, state }) => (state === 'broken' ? [`${name}.ts`] : [])),
  };
}

function gapsOpen(topic: Topic, file: string, source: string): number[] {
  const gaps = topic.programs[file.replace(/\.ts$/, '')]?.gaps ?? {};
  const open = new Set(openGapsIn(source).map(({ gap }) => gap));
  return Object.keys(gaps)
    .map(Number)
    .filter((gap) => open.has(gap));
}

function faultOf({ id }: Topic, { name, state, reason = '' }: StagedProgram): string[] {
  if (state !== 'broken' && state !== 'refused') return [];
  const why = state === 'broken' ? 'cannot be started' : 'uses what it may not';
  const places = reason.replaceAll(/^src\//gm, `packages/${id}/src/`);
  return [`${name} ${why}. It would be taken, and none of its checks could pass:\n${places}`];
}

function answersIn({ id, directory }: Topic, handedIn: Collected['answers']): Part {
  if (!existsSync(join(directory, 'quiz.yaml'))) return { faults: [], notes: [], isBegun: false };
  if (handedIn.state === 'rejected') return { faults: [handedIn.reason], notes: [], isBegun: true };
  const quiz = readQuiz(directory);
  const text = handedIn.state === 'collected' ? handedIn.text : '';
  const answers = readAnswers(text, `packages/${id}/answers.yaml`, quiz);
  const { length: total } = quiz.questions;
  return {
    faults: faultsOf(answers).map(stripVTControlCharacters),
    notes: answers.given.size < total ? [`${answers.given.size} of ${total} questions answered.`] : [],
    isBegun: answers.given.size > 0,
  };
}

type Said = { faults: string[]; notes: string[] };

/** Files beside the programs are never taken: a program that names one would be without it. */
function filesBeside({ id, directory, programs }: Topic, files: ReadonlyMap<string, Buffer>): Said {
  const found = { faults: [] as string[], notes: [] as string[] };
  for (const name of namesIn(join(directory, 'src'))) {
    if (Object.hasOwn(programs, name.replace(/\.ts$/, '')) && name.endsWith('.ts')) continue;
    const path = `packages/${id}/src/${name}`;
    const user = [...files].find(([, bytes]) => namesFile(bytes.toString(), name));
    if (!user) found.notes.push(`${path} is not taken: it is none of the topic's programs.`);
    else found.faults.push(`${path} is not taken, and ${user[0]} names it. Write what it has into ${user[0]}.`);
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.')); // what an editor or a system leaves there
  } catch {
    return [];
  }
}

/** `'./worker.ts'`, `"./worker"`, `./parts/answer.ts`: a text that begins so, whatever it is for. */
function namesFile(source: string, name: string): boolean {
  const stem = name.replace(/\.[cm]?[jt]s$/, '');
  return ['"', "'", '`'].some((quote) =>
    ['"', "'", '`', '.', '/'].some((end) => source.includes(`${quote}./${stem}${end}`)),
  );
}

/** What grading would make of what is here: of a topic, or of the repository around all of them. */
export interface Readiness {
  /** `nothing yet`: the starters are as they were, or there is nothing at all. */
  state: 'ready' | 'to mend' | 'nothing yet';
  /** What would be refused, or would not arrive: each a paragraph, its first line a sentence. */
  faults: string[];
  notes: string[];
  /** Programs that do not compile, by file: of their types nothing is to be said. */
  broken?: string[] | undefined;
}

export function readiness(faults: string[], notes: string[]): Readiness {
  return { state: faults.length > 0 ? 'to mend' : 'ready', faults, notes };
}
