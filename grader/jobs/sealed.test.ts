import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

test('what was sealed comes back, whatever its names are', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', '2', '1')), fc.jsonValue()),
      (value) => {
        expect(unseal(seal(value))).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
  );
});

test('one flipped bit in what counts, and it is not taken', () => {
  const text = seal({ checks: { 'server/echoes': { status: 'passed', points: 3 } } });
  for (const [index, byte] of [...Buffer.from(text)].entries()) {
    if (/\s/.test(String.fromCharCode(byte))) continue; // between the words nothing counts
    for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
      const flipped = Buffer.from(text);
      flipped[index] = byte ^ bit;
      expect(() => unseal(flipped.toString()), flipped.toString()).toThrow();
    }
  }
  expect(() => unseal('{ "checks": {} }')).toThrow('It is not as it was written.');
});
