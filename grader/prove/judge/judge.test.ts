import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import { say } from '@socket-lab/kit/failure/message';
import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import { expect, test } from 'vitest';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { MutantHeader } from '../mutants/program-header.ts';
import { aboutMutant } from '../mutants/transcript-page.ts';
import { demoTopic, failureOf, mutant, outcome } from './demo-topic.ts';
import { judge } from './judge.ts';

type Demo = ReturnType<typeof demoTopic>;

test('a topic that is right is proven, claim by claim', () => {
  const { facts, evidence } = demoTopic();
  const proofs = judge(facts, evidence);
  expect(proofs.flatMap(({ findings }) => findings)).toEqual([]);
  expect(proofs.map(({ claim }) => claim)).toEqual([
    'the folder has the shape of a topic',
    'the starters are what the solutions say',
    'each gap of server has words, markers and a check',
    'each gap of client has words, markers and a check',
    'check server/answers is declared in full and catches what no other does',
    'check server/refuses-flags is declared in full and catches what no other does',
    'check client/asks is declared in full and catches what no other does',
    'the points add up to 100',
    'the untouched starter scores 0',
    'the solution passes every check',
    'variant server-class passes every check',
    'mutant server/mute is caught',
    'mutant server/lenient is caught',
    'mutant client/mute is caught',
    'the failure of server/mute reads as it did',
    'the failure of server/lenient reads as it did',
    'the failure of client/mute reads as it did',
    'the transcripts are those that are kept',
  ]);
});

const D = 'packages/demo';
const M = `${D}/mutants`;
type Break = (demo: Demo) => void;
const change = (check: 0 | 1 | 2, to: Partial<CheckDeclaration>): Break => {
  return ({ checks }) => Object.assign(checks[check] as CheckDeclaration, to);
};
const graded = (student: string, but: Record<string, Status>): Break => {
  return ({ checks, evidence }) => evidence.outcomes.set(student, outcome(checks, but));
};
const notGraded = (student: string): Break => {
  return ({ evidence }) => evidence.outcomes.set(student, { state: 'error', reason: 'The disk is full' });
};
const header = (more: (facts: TopicFacts) => Partial<MutantHeader>): Break => {
  return ({ facts }) =>
    Object.assign(facts.mutants[0]?.reading ?? {}, { header: { ...headerOf(facts), ...more(facts) } });
};
const cases: Record<string, [Break, ...findings: string[]]> = {
  'the solution fails a check': [
    graded('solution', { 'client/asks': 'failed' }),
    `${D}/solution does not pass "client/asks": failed: It is wrong`,
  ],
  'the solution has no verdict': [
    ({ evidence }) => evidence.outcomes.set('solution', outcome([], {})),
    ...['server/answers', 'server/refuses-flags', 'client/asks'].map(
      (id) => `packages/demo/solution does not pass "${id}": not known: the run gave it no verdict`,
    ),
  ],
  'the solution is not graded': [notGraded('solution'), `${D}/solution was not graded: The disk is full`],
  'the starter is not graded': [notGraded('starter'), `${D}/src was not graded: The disk is full`],
  'a variant fails a check': [
    graded('variant server-class', { 'server/answers': 'flaky' }),
    `${D}/variants/server-class.ts does not pass "server/answers": flaky`,
  ],
  'the starter passes a check': [
    graded('starter', { 'server/answers': 'todo', 'server/refuses-flags': 'skipped' }),
    `${D}/src: "client/asks" is passed. Untouched work is worth nothing: let it need a check that the starter does not pass.`,
  ],
  'the starter fails a check': [
    graded('starter', { 'server/answers': 'failed', 'server/refuses-flags': 'skipped', 'client/asks': 'todo' }),
    `${D}/src: "server/answers" is failed: It is wrong. It has to be "todo", or "skipped" behind a check that is.`,
  ],
  'a mutant is not caught': [
    ({ checks, evidence, facts }) => {
      facts.mutants.push(mutant('server/sly', 'server/answers'));
      evidence.outcomes.set('mutant server/sly', outcome(checks, {}));
    },
    `${M}/server.diff:7: server/sly is not caught by "server/answers", which is passed. No check fails it.`,
  ],
  'a mutant is hidden behind another check': [
    ({ facts }) => facts.mutants.splice(0, 1, mutant('server/mute', 'server/refuses-flags')),
    `${M}/server.diff:7: server/mute is not caught by "server/refuses-flags", which is skipped. It fails "server/answers".`,
    `${M}/server.transcripts.md: server/lenient is gone, or its check has another example. Run "pnpm check --update".`,
  ],
  'a mutant is not graded': [
    notGraded('mutant server/lenient'),
    `${D}: "server/refuses-flags" catches no mutant. Write one that it catches.`,
    `${M}/server.diff:7: server/lenient was not graded: The disk is full`,
  ],
  'a mutant names no check': [
    ({ facts }) => facts.mutants.splice(1, 1, mutant('server/lenient', 'server/nothing')),
    `${M}/server.diff:7: there is no check "server/nothing". It fails "server/refuses-flags".`,
  ],
  'a mutant names a check of another program': [
    ({ facts }) => facts.mutants.splice(1, 1, mutant('server/lenient', 'client/asks')),
    `${M}/server.diff:7: "client/asks" is a check of client. It fails "server/refuses-flags".`,
    `${M}/client.transcripts.md: client/mute is gone, or its check has another example. Run "pnpm check --update".`,
  ],
  'a mutant has a header at fault': [
    ({ facts }) => {
      facts.mutants.push({ name: 'x', file: `${M}/x.ts`, text: '', reading: { fault: `${M}/x.ts:1: expected …` } });
    },
    `${M}/x.ts:1: expected …`,
  ],
  'two checks catch the same mutants': [
    ({ checks, evidence }) => {
      for (const name of ['server/mute', 'server/lenient']) {
        evidence.outcomes.set(
          `mutant ${name}`,
          outcome(checks, { 'server/answers': 'failed', 'server/refuses-flags': 'failed' }),
        );
      }
    },
    `${D}: "server/answers" and "server/refuses-flags" catch exactly the same mutants (server/mute, server/lenient): one check too many, or one mutant too few.`,
  ],
  'a check catches no mutant': [
    ({ facts }) => facts.mutants.splice(2, 1),
    `${D}: "client/asks" catches no mutant. Write one that it catches.`,
    `${M}/client.transcripts.md: client/mute is gone, or its check has another example. Run "pnpm check --update".`,
  ],
  'a check has no points, no hint, no gap': [
    change(0, { points: 0, hint: ' ', gap: undefined }),
    `${D}: no check is of gap 1 of server ("create").`,
    `${D}: "server/answers" has no points.`,
    `${D}: "server/answers" has no hint.`,
    `${D}: "server/answers" has neither a gap nor a "needs".`,
    `${D}: the checks are worth 60 points and the quiz 10, together 70. They have to be 100.`,
    `${M}/server.diff:7: the failure of server/mute points at gap 1, and its check is of no gap.`,
  ],
  'a public check has no stronger hint': [
    change(0, { strongerHint: undefined }),
    `${D}: "server/answers" has no stronger hint.`,
  ],
  'a public check has a stronger hint without a word': [
    change(0, { strongerHint: ' \n' }),
    `${D}: "server/answers" has no stronger hint.`,
  ],
  'a stronger hint says what the hint says': [
    change(0, { strongerHint: ' Look there.' }),
    `${D}: "server/answers" has a stronger hint that only repeats the hint.`,
  ],
  'a hidden check has a stronger hint': [
    change(1, { strongerHint: 'Call it.' }),
    `${D}: "server/refuses-flags" is hidden and has a stronger hint, which nobody would read.`,
  ],
  'a check is of a gap that is not there': [
    change(1, { gap: 7 }),
    `${D}: "server/refuses-flags" is of gap 7, which server does not have.`,
    `${M}/server.diff:7: the failure of server/lenient points at no gap, and its check is of gap 7.`,
  ],
  'a check needs one that is not there': [
    change(1, { needs: 'server/gone' }),
    `${D}: "server/refuses-flags" needs "server/gone", which is no other check.`,
  ],
  'a public check needs a hidden one': [
    change(2, { needs: 'server/refuses-flags' }),
    `${D}: "client/asks" is public and needs "server/refuses-flags", which students do not have.`,
  ],
  'a check reaches a gap that is not there': [
    change(0, { reaches: 7 }),
    `${D}: "server/answers" reaches gap 7, which is no later gap of server.`,
  ],
  'a gap has no markers': [
    ({ facts }) => Object.assign(facts.solutions[0] as object, { gaps: [] }),
    `${D}/topic.yaml: server has gap 1, which its solution does not mark.`,
  ],
  'a gap has no words': [
    ({ facts }) => Object.assign(facts.solutions[1] as object, { gaps: [1, 2] }),
    `${D}/topic.yaml: client has no words for gap 2, which its solution marks.`,
  ],
  'there is no quiz': [
    ({ topic }) => delete topic.quiz,
    `${D}: the checks are worth 90 points and the quiz 0, together 90. They have to be 100.`,
  ],
  'a starter is stale': [
    ({ facts }) => facts.staleStarters.push(`${D}/src/server.ts is stale. Run "pnpm starters".`),
    `${D}/src/server.ts is stale. Run "pnpm starters".`,
  ],
  'a transcript is missing': [
    ({ facts }) => facts.transcripts.delete('server/mute'),
    `${M}/server.transcripts.md does not have server/mute. Run "pnpm check --update", then read it.`,
  ],
  'a mutant cannot be read: its transcript stays': [
    ({ facts }) => Object.assign(facts.mutants[0] ?? {}, { reading: { fault: `${M}/server.diff:9: mute: …` } }),
    `${M}/server.diff:9: mute: …`,
  ],
  'a transcript is stale': [
    ({ facts }) => golden(facts, 'server/mute', 'It is wrong.\nAnd why.\n\nLook at gap 1 (create), src/server.ts\n'),
    `${M}/server.transcripts.md: server/mute is stale. Run "pnpm check --update", then read it. At line 2:\n    - And why.\n    + And how.`,
  ],
  'a transcript is of another fault': [
    header(() => ({ fault: 'late' })),
    `${M}/server.transcripts.md: server/mute has another fault or check now. Run "pnpm check --update", then read it.`,
  ],
  'a failure looks as if it were one that its mutant does not name': [
    header(() => ({ looksAs: 'trims' })),
    `${M}/server.diff:7: server/mute looks as if "nothing", and its line "looks as if" says "trims". Run "pnpm check --update", then read it.`,
  ],
  'a failure points at another gap': [
    ({ evidence, checks }) => evidence.outcomes.set('mutant server/mute', pointingAt(2, checks)),
    `${M}/server.diff:7: the failure of server/mute points at gap 2, and its check is of gap 1.`,
    `${M}/server.transcripts.md: server/mute is stale. Run "pnpm check --update", then read it. At line 4:\n    - Look at gap 1 (create), src/server.ts\n    + Look at gap 2 (create), src/server.ts`,
  ],
  'a transcript that varies gives another advice': [
    header((facts) => varying(facts, 'Look at gap 2\nHint: Another.')),
    `${M}/server.transcripts.md: server/mute is stale. Run "pnpm check --update", then read it. At line 1:\n    - It was wrong.\n    - Look at gap 2\n    - Hint: Another.\n    + It is wrong.\n    + And how.\n    + \n    + Look at gap 1 (create), src/server.ts`,
  ],
  'the suites do not load': [
    ({ evidence }) => {
      evidence.checks = { fault: 'The suites of demo do not load: boom' };
    },
    `${D}: The suites of demo do not load: boom`,
  ],
};

test('of a transcript that varies only the advice is compared', () => {
  const { facts, checks, evidence } = demoTopic();
  Object.assign(facts.mutants[2]?.reading ?? {}, {
    header: varying(
      facts,
      'Look at src/client.ts:3. The check is about\ngap 1 (create)\nHint: Look there.',
      'client/mute',
    ),
  });
  const failed = outcome(checks, { 'client/asks': 'failed' });
  if (failed.state === 'done') {
    Object.assign(failed.result.checks['client/asks'] ?? {}, {
      failure: {
        message: 'It is wrong.',
        crash: { summary: 'It is wrong.', place: 'src/client.ts:3' },
        gap: { number: 1, title: 'create', file: 'src/client.ts' },
        hint: 'check',
      },
    });
  }
  evidence.outcomes.set('mutant client/mute', failed);
  expect(judge(facts, evidence).flatMap((each) => each.findings)).toEqual([]);
});

test('a forbidden shortcut names its line, and no gap', () => {
  const { facts, checks, evidence } = demoTopic();
  const failure = { message: say('shortcut'), lines: ['src/client.ts:3:1: uses fetch.'] };
  const failed = outcome(checks, { 'client/asks': 'failed' });
  if (failed.state === 'done') Object.assign(failed.result.checks['client/asks'] ?? {}, { failure });
  evidence.outcomes.set('mutant client/mute', failed);
  golden(facts, 'client/mute', `${renderFailure(failure)}\n`);
  expect(judge(facts, evidence).flatMap((each) => each.findings)).toEqual([]);
});

function varying(facts: TopicFacts, advice: string, name = 'server/mute') {
  golden(facts, name, `It was wrong.\n${advice}\n`);
  return { ...headerOf(facts, name), varies: 'chance' };
}

function pointingAt(gap: number, checks: CheckDeclaration[]) {
  const failed = outcome(checks, { 'server/answers': 'failed', 'server/refuses-flags': 'skipped' });
  const failure = failureOf({ ...(checks[0] as CheckDeclaration), gap });
  if (failed.state === 'done') Object.assign(failed.result.checks['server/answers'] ?? {}, { failure });
  return failed;
}

function golden(facts: TopicFacts, name: string, text: string) {
  facts.transcripts.set(name, { about: aboutMutant(headerOf(facts, name)), text });
}

function headerOf(facts: TopicFacts, name = 'server/mute'): MutantHeader {
  const reading = facts.mutants.find((each) => each.name === name)?.reading;
  if (!reading || 'fault' in reading) throw new Error(name);
  return reading.header;
}

test.each(Object.entries(cases))('%s', (_what, [breakIt, ...findings]) => {
  const demo = demoTopic();
  breakIt(demo);
  expect(judge(demo.facts, demo.evidence).flatMap((each) => each.findings)).toEqual(findings);
});
