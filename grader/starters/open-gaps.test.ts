import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@socket-lab/kit/submission/compile/compile';
import { openGapsIn } from '@socket-lab/kit/submission/open-gaps';
import { nodesOf, syntaxTree } from '@socket-lab/kit/submission/shortcuts/bindings';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { mutantsOf } from '../prove/mutants/mutants-of.ts';
import { topicFolders } from './topic-folders.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = 'examples/class';
const students = readdirSync(join(COURSE, SAMPLE), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const ofTopic = (topic: string) => [
  ...['src', 'solution', 'variants'].map((part) => `packages/${topic}/${part}`),
  ...students.map(({ name }) => `${SAMPLE}/${name}/packages/${topic}/src`),
];

test.each(topicFolders(COURSE))(
  '%s: the open gaps of every program are those in its syntax tree',
  { timeout: 120_000 },
  async (topic) => {
    const mutants = mutantsOf(COURSE, [topic]).map(({ text }, index) => [`src/mutant-${index}.ts`, text] as const);
    const sources = new Map([...ofTopic(topic).flatMap(programsIn), ...mutants]);
    const folder = join(temporaryFolder(), 'work');
    for (const [file, compiled] of await compile(sources, folder)) {
      if (compiled.state !== 'compiled') continue; // it has no syntax tree
      expect(
        openGapsIn(sources.get(file) ?? '').map(({ gap }) => gap),
        file,
      ).toEqual(gapsInTree(compiled.code));
    }
  },
);

function programsIn(folder: string, index: number): [name: string, source: string][] {
  if (!existsSync(join(COURSE, folder))) return [];
  const files = readdirSync(join(COURSE, folder)).filter((name) => name.endsWith('.ts'));
  return files.map((name) => [`src/${index}-${name}`, readFileSync(join(COURSE, folder, name), 'utf8')]);
}

function gapsInTree(code: string): number[] {
  const tree = syntaxTree(code);
  const calls = [...(tree ? nodesOf(tree) : [])].flatMap(({ node }) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'todo') return [];
    const [first] = node.arguments;
    return first?.type === 'Literal' ? [{ at: node.start, gap: Number(first.value) }] : [];
  });
  return calls.sort((a, b) => a.at - b.at).map(({ gap }) => gap);
}
