import type { TopicFacts } from '../facts/topic-facts.ts';
import { studentId } from './enrol.ts';
import type { Run } from './grade-artificial-class.ts';
import { type ClassOptions, runClass, type WhichJobs } from './run-class.ts';

/** Mutants that only the level bubblewrap shows are graded at that level, in a run of their own. */
export async function runLevels(facts: TopicFacts[], options: ClassOptions, which: WhichJobs): Promise<Run> {
  const confined = new Set(confinedStudents(facts));
  const { isWanted = () => true } = which;
  const run = await runClass(facts, options, { ...which, isWanted: (id) => isWanted(id) && !confined.has(id) });
  const wanted = [...confined].filter(isWanted);
  if (wanted.length === 0) return run;
  const atLevel: ClassOptions = { ...options, isolation: 'bubblewrap' };
  const more = await runClass(facts, atLevel, { ...which, isWanted: (id) => wanted.includes(id) });
  return new Map(
    facts.flatMap(({ id }) => {
      const [first, second] = [run.get(id), more.get(id)];
      const evidence = first ?? second;
      const outcomes = new Map([...(first?.outcomes ?? []), ...(second?.outcomes ?? [])]);
      return evidence ? [[id, { ...evidence, outcomes }]] : [];
    }),
  );
}

/** The same facts without those mutants, for a machine that has no bubblewrap; and their names. */
export function withoutConfined(facts: TopicFacts[]): { facts: TopicFacts[]; left: string[] } {
  const left = new Set(facts.flatMap(confinedMutants));
  const rest = facts.map((each) => ({
    ...each,
    mutants: each.mutants.filter(({ name }) => !left.has(name)),
    transcripts: new Map([...each.transcripts].filter(([name]) => !left.has(name))),
  }));
  return { facts: rest, left: [...left] };
}

function confinedStudents(facts: TopicFacts[]): string[] {
  return facts.flatMap((each) => confinedMutants(each).map((name) => studentId(each.id, `mutant ${name}`)));
}

function confinedMutants({ mutants }: TopicFacts): string[] {
  return mutants
    .filter(({ reading }) => 'header' in reading && reading.header.level === 'bubblewrap')
    .map(({ name }) => name);
}
