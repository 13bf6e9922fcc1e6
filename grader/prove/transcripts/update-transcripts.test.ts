import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { say } from '@socket-lab/kit/failure/message';
import { expect, onTestFinished, test } from 'vitest';
import { demoTopic, failureOf, mutant, outcome } from '../judge/demo-topic.ts';
import { judge } from '../judge/judge.ts';
import { updateTranscripts } from './update-transcripts.ts';

const M = 'packages/demo/mutants';

/** The demo topic without transcripts, in a course that has the files of its mutants. */
function demo() {
  const course = mkdtempSync(join(tmpdir(), 'transcripts-'));
  onTestFinished(() => rmSync(course, { recursive: true }));
  mkdirSync(join(course, M), { recursive: true });
  const section = (name: string) => `### ${name}\n# wrong\n# caught by: x\n@@\n-a\n`;
  writeFileSync(join(course, M, 'server.diff'), [section('mute'), section('trims'), section('lenient')].join('\n'));
  writeFileSync(join(course, M, 'client.diff'), section('mute'));
  const topic = demoTopic();
  topic.facts.transcripts.clear();
  const update = () => updateTranscripts(course, topic.facts, topic.evidence);
  return {
    ...topic,
    update,
    read: (file: string) => readFileSync(join(course, M, file), 'utf8'),
    folder: join(course, M),
  };
}

const PAGE = `# What the students of client read (written by \`pnpm check --update\`)

## mute
Fault: wrong. Caught by: asks.
\`\`\`text
It is wrong.
And how.

Look at gap 1 (create), src/client.ts
\`\`\`
`;

test('writes what changed, takes out what is not kept, and leaves the rest', () => {
  const { facts, evidence, update, read, folder } = demo();
  expect(update()).toEqual([`${M}/client.transcripts.md`, `${M}/server.transcripts.md`]);
  expect(readdirSync(folder)).toEqual(['client.diff', 'client.transcripts.md', 'server.diff', 'server.transcripts.md']);
  expect(read('client.transcripts.md')).toBe(PAGE);
  expect(judge(facts, evidence).flatMap(({ findings }) => findings)).toEqual([]);

  const before = read('client.transcripts.md');
  writeFileSync(
    join(folder, 'client.transcripts.md'),
    `${before}## of-another-machine\nFault: x. Caught by: y.\n\`\`\`text\nz\n\`\`\`\n`,
  );
  facts.transcripts.set('client/mute', { about: 'It was another.', text: 'It was wrong.\n' });
  facts.mutants.splice(0, 1);
  expect(update()).toEqual([`${M}/client.transcripts.md`, `${M}/server.transcripts.md`]);
  expect(read('server.transcripts.md')).not.toContain('## mute');
  expect(read('server.transcripts.md')).toContain('## lenient');
  expect(read('client.transcripts.md')).toContain('## of-another-machine');
  expect(update()).toEqual([]);
});

test('a mutant says what its failure looks as if, and is then the example of its check', () => {
  const { facts, checks, evidence, update, read } = demo();
  update();
  const trims = mutant('server/trims', 'server/answers');
  facts.mutants.push(trims);
  const studentReads = (diagnosis?: KeptFailure['diagnosis']) => {
    const failed = outcome(checks, { 'server/answers': 'failed' });
    const [check] = checks;
    if (failed.state === 'done' && check) {
      const failure = { ...failureOf(check, 'It is wrong.'), ...(diagnosis && { diagnosis }) };
      Object.assign(failed.result.checks[check.id] ?? {}, { failure });
    }
    evidence.outcomes.set('mutant server/trims', failed);
  };
  const diff = read('server.diff');

  studentReads(say('trims'));
  expect(judge(facts, evidence).flatMap(({ findings }) => findings)).toEqual([
    `${trims.file}: server/trims looks as if "trims", and its line "looks as if" says "nothing". Run "pnpm check --update", then read it.`,
  ]);
  expect(update()).toEqual([`${M}/server.diff`, `${M}/server.transcripts.md`]);
  expect(read('server.diff')).toBe(diff.replace(/(### trims\n(?:# .*\n)+)/, '$1# looks as if: trims\n'));
  expect([...facts.transcripts.keys()].sort()).toEqual(['client/mute', 'server/lenient', 'server/trims']);
  expect(judge(facts, evidence).flatMap(({ findings }) => findings)).toEqual([]);

  studentReads();
  expect(update()).toEqual([`${M}/server.diff`, `${M}/server.transcripts.md`]);
  expect(read('server.diff')).toBe(diff);
  expect(judge(facts, evidence).flatMap(({ findings }) => findings)).toEqual([]);
});
