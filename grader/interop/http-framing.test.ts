import { chunked, type HttpAnswer } from '@socket-lab/kit/expect/http/answer';
import { expectAnswer } from '@socket-lab/kit/expect/http/expect-answer';
import { anyAnswer } from '@socket-lab/kit/expect/http/fixtures/any-answer';
import { hold } from '@socket-lab/kit/expect/http/fixtures/hold';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stagedSolutions } from './solutions.ts';

const solution = stagedSolutions('http-client');

async function expectUnderstood(answer: HttpAnswer, parts: readonly Uint8Array[], ends: boolean): Promise<void> {
  await using session = solution('05-response');
  const server = await serveHttp(session.tcp);
  const program = await session.start('05-response', server.flags());
  const exchange = await server.takeRequest();
  await exchange.sendInSegments(...parts);
  if (ends) exchange.end();
  await expectAnswer(program, answer);
  expect(program.stderr.text()).toBe('');
}

test('the solution understands any answer, in any framing, cut anywhere', { timeout: 120_000 }, async () => {
  await hold(fc.asyncProperty(anyAnswer, ({ answer, parts, ends }) => expectUnderstood(answer, parts, ends)));
});

test('the solution understands an answer in chunks that is cut at any byte', { timeout: 120_000 }, async () => {
  const chunks = ['a\r\n', { data: '0\r\n\r\n', size: '05', extension: ';x=1' }, { data: 'ten bytes.', size: 'A' }];
  const answer = chunked(chunks, { last: '000', trailers: ['X: 1'] });
  for (let place = answer.head.length - 3; place < answer.bytes.length; place++) {
    await expectUnderstood(answer, [answer.bytes.subarray(0, place), answer.bytes.subarray(place)], false);
  }
});
