import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { JobOutcome } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { aboutMutant } from '../mutants/transcript-page.ts';
import { normalise } from '../transcripts/normalise.ts';
import type { Evidence } from './evidence.ts';

/** A topic of two programs that is proven in every respect, for tests that break one thing of it. */
export function demoTopic(): { facts: TopicFacts; topic: Topic; checks: CheckDeclaration[]; evidence: Evidence } {
  const program = (title: string) => ({ title, transport: 'tcp' as const, gaps: { 1: 'create' } });
  const topic: Topic = {
    id: 'demo',
    directory: '/course/packages/demo',
    title: 'Demo',
    programs: { server: program('the server'), client: program('the client') },
    quiz: { points: 10 },
  };
  const checks = [
    check('server/answers', { gap: 1, points: 30 }),
    check('server/refuses-flags', { needs: 'server/answers', points: 20, visibility: 'hidden' }),
    check('client/asks', { gap: 1, points: 40 }),
  ];
  const facts: TopicFacts = {
    id: 'demo',
    topic,
    files: [
      ...['README.md', 'package.json', 'topic.yaml', 'quiz.yaml', 'hidden/quiz-key.yaml'],
      ...['src/server.ts', 'src/client.ts', 'solution/server.ts', 'solution/client.ts'],
      ...['tests/demo.test.ts', 'hidden/demo.test.ts'],
    ],
    packageJson: '{"name":"demo","scripts":{"test":"…","server":"tsx src/server.ts","client":"tsx src/client.ts"}}',
    solutions: ['server', 'client'].map((each) => {
      return { program: each, file: `packages/demo/solution/${each}.ts`, text: `right ${each}`, gaps: [1] };
    }),
    staleStarters: [],
    mutants: [
      mutant('server/mute', 'server/answers'),
      mutant('server/lenient', 'server/refuses-flags'),
      mutant('client/mute', 'client/asks'),
    ],
    variants: [variant('server-class')],
    transcripts: new Map(),
  };
  const evidence: Evidence = {
    checks,
    outcomes: new Map([
      ['solution', outcome(checks, {})],
      [
        'starter',
        outcome(checks, { 'server/answers': 'todo', 'server/refuses-flags': 'skipped', 'client/asks': 'todo' }),
      ],
      ['mutant server/mute', outcome(checks, { 'server/answers': 'failed', 'server/refuses-flags': 'skipped' })],
      ['mutant server/lenient', outcome(checks, { 'server/refuses-flags': 'failed' })],
      ['mutant client/mute', outcome(checks, { 'client/asks': 'failed' })],
      ['variant server-class', outcome(checks, {})],
    ]),
  };
  for (const { name, reading } of facts.mutants) {
    if ('fault' in reading) continue;
    const check = checks.find(({ id }) => id === reading.header.caughtBy);
    const text = normalise(check ? renderFailure(failureOf(check)) : '');
    facts.transcripts.set(name, { about: aboutMutant(reading.header), text });
  }
  return { facts, topic, checks, evidence };
}

export function mutant(name: string, caughtBy: string): TopicFacts['mutants'][number] {
  const program = name.split('/')[0] ?? '';
  const file = `packages/demo/mutants/${program}.diff:7`;
  return { name, file, text: `wrong ${name}`, reading: { header: { program, fault: 'wrong', caughtBy } } };
}

export function outcome(checks: CheckDeclaration[], but: Record<string, Status>): JobOutcome {
  const verdict = (check: CheckDeclaration) => {
    const status = but[check.id] ?? 'passed';
    return [check.id, { status, durationMs: 1, ...(status === 'failed' && { failure: failureOf(check) }) }] as const;
  };
  const verdicts = Object.fromEntries(checks.map(verdict));
  return { state: 'done', cached: false, result: { topic: 'demo', isolation: 'none', checks: verdicts } };
}

export function failureOf({ program, gap }: CheckDeclaration, words = 'It is wrong.\nAnd how.'): KeptFailure {
  if (gap === undefined) return { message: words };
  return { message: words, gap: { number: gap, title: 'create', file: `src/${program}.ts` } };
}

function check(id: string, rest: Partial<CheckDeclaration>): CheckDeclaration {
  const program = id.split('/')[0] ?? '';
  const { visibility = 'public' } = rest;
  const hints = { hint: 'Look there.', ...(visibility === 'public' && { strongerHint: 'Look there, and call it.' }) };
  return { id, title: id, program, points: 1, ...hints, visibility, ...rest };
}

function variant(name: string): TopicFacts['variants'][number] {
  const program = name.split('-')[0] ?? '';
  const file = `packages/demo/variants/${name}.ts`;
  return { name, file, text: `right ${name}`, reading: { header: { program, differs: 'a class' } } };
}
