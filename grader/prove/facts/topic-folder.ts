import type { Topic } from '@socket-lab/kit/topic/topic';
import { z } from 'zod';
import type { TopicFacts } from './topic-facts.ts';

type Place = string | RegExp;

/** What a topic's folder lacks, has too much, or has wrong, a line each. */
export function folderFaults(facts: TopicFacts): string[] {
  if ('fault' in facts.topic) return [facts.topic.fault];
  const required = requiredFiles(facts.topic);
  const missing = required
    .filter(({ place }) => !facts.files.some((file) => isAt(file, place)))
    .map(({ name, what }) => `packages/${facts.id}/${name} is missing: ${what}.`);
  const known = [...required.map(({ place }) => place), ...optionalPlaces(facts.topic)];
  const stray = facts.files
    .filter((file) => !known.some((place) => isAt(file, place)))
    .map((file) => `packages/${facts.id}/${file} has no place in a topic. Move it or delete it.`);
  return [...missing, ...stray, ...packageFaults(facts, facts.topic)];
}

function requiredFiles(topic: Topic): { name: string; what: string; place: Place }[] {
  const file = (name: string, what: string, place: Place = name) => ({ name, what, place });
  return [
    file('README.md', 'the lesson'),
    file('package.json', 'the package of the topic'),
    file('topic.yaml', 'the description of the topic'),
    file('quiz.yaml', 'the questions of the lesson'),
    file('hidden/quiz-key.yaml', 'the answers to quiz.yaml'),
    ...Object.entries(topic.programs).map(([program, { title }]) => file(`solution/${program}.ts`, title)),
    file('tests/*.test.ts', 'the public suite', /^tests\/[^/]+\.test\.ts$/),
    file('hidden/*.test.ts', 'the hidden suite', /^hidden\/[^/]+\.test\.ts$/),
  ];
}

function optionalPlaces({ programs }: Topic): Place[] {
  return [
    ...Object.keys(programs).flatMap((program) => [
      ...[`src/${program}.ts`, `mutants/${program}.diff`, `mutants/${program}.transcripts.md`],
    ]),
    ...Object.values(programs).flatMap(({ reads = [] }) => reads),
    /^(tests|hidden|mutants|variants)\/[^/]+\.ts$/,
  ];
}

function isAt(file: string, place: Place): boolean {
  return typeof place === 'string' ? file === place : place.test(file);
}

const packageSchema = z.object({ name: z.string(), scripts: z.record(z.string(), z.string()).default({}) });

function packageFaults({ id, packageJson }: TopicFacts, topic: Topic): string[] {
  if (packageJson === undefined) return [];
  const file = `packages/${id}/package.json`;
  const parsed = packageSchema.safeParse(parseJson(packageJson));
  if (!parsed.success) return [`${file} needs a name and scripts, in JSON.`];
  const { name, scripts } = parsed.data;
  const faults: string[] = [];
  if (name !== id) faults.push(`${file}: the name is "${name}". It has to be that of the folder, "${id}".`);
  if (!scripts.test) faults.push(`${file} has no script "test". Copy that of another topic.`);
  for (const program of Object.keys(topic.programs)) {
    const runs = Object.values(scripts).some((script) => script.includes(`src/${program}.ts`));
    if (!runs) faults.push(`${file} has no script that runs src/${program}.ts ("tsx src/${program}.ts").`);
  }
  return faults;
}

/** Why the pipeline would not prove the topic: turbo runs the script `prove` of every package that has one. */
export function pipelineFaults({ id, packageJson = '' }: TopicFacts): string[] {
  const { data } = packageSchema.safeParse(parseJson(packageJson));
  return data?.scripts.prove ? [] : [`packages/${id}/package.json has no script "prove". Copy that of another topic.`];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
