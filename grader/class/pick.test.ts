import { expect, test } from 'vitest';
import { pick } from './pick.ts';

const all = ['udp-pair', 'tcp-pair', 'echo-service'].map((id) => ({ id }));

test.each([
  [[], ['udp-pair', 'tcp-pair', 'echo-service']],
  [
    ['echo-service', 'udp-pair'],
    ['udp-pair', 'echo-service'],
  ],
  [['udp-pair', 'udp-pair'], ['udp-pair']],
])('%j of them', (wanted, picked) => {
  expect(pick(all, wanted, 'topic').map(({ id }) => id)).toEqual(picked);
});

test('says what there is when there is no such one', () => {
  expect(() => pick(all, ['udp-pair', 'ecko'], 'topic')).toThrow(
    'There is no topic "ecko". There are: udp-pair, tcp-pair, echo-service.',
  );
  const many = Array.from({ length: 300 }, (_, number) => ({ id: `s${number}` }));
  expect(() => pick(many, ['\u001b[31mx'], 'student')).toThrow(
    'There is no student "x". There are: s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11 and 288 more.',
  );
});
