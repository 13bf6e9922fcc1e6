import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openGapsIn } from '@socket-lab/kit/submission/open-gaps';
import { type Program, parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { mutantsOf } from '../prove/mutants/mutants-of.ts';
import { topicFolders } from './topic-folders.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = 'examples/class';
const students = readdirSync(join(COURSE, SAMPLE), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const ofTopic = (topic: string) => [
  ...['src', 'solution', 'variants'].map((part) => `packages/${topic}/${part}`),
  ...students.map(({ name }) => `${SAMPLE}/${name}/packages/${topic}/src`),
];

test.each(topicFolders(COURSE))('%s: the open gaps of every program are those in its syntax tree', (topic) => {
  const mutants = mutantsOf(COURSE, [topic]).map(({ text }, index) => [`src/mutant-${index}.ts`, text] as const);
  for (const [file, source] of [...ofTopic(topic).flatMap(programsIn), ...mutants]) {
    const { program, errors } = parseSync(file, source);
    if (errors.length > 0) continue; // it has no syntax tree
    expect(
      openGapsIn(source).map(({ gap }) => gap),
      file,
    ).toEqual(gapsInTree(program));
  }
});

function programsIn(folder: string, index: number): [name: string, source: string][] {
  if (!existsSync(join(COURSE, folder))) return [];
  const files = readdirSync(join(COURSE, folder)).filter((name) => name.endsWith('.ts'));
  return files.map((name) => [`src/${index}-${name}`, readFileSync(join(COURSE, folder, name), 'utf8')]);
}

function gapsInTree(program: Program): number[] {
  const gaps: number[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'todo') return;
      gaps.push(first?.type === 'Literal' ? Number(first.value) : Number.NaN);
    },
  }).visit(program);
  return gaps;
}
