import { expect, test } from 'vitest';
import { shortDiff } from './short-diff.ts';

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n', ['line 2:', '- b', '+ B']],
  ['a\nc\n', 'a\nb\nc\n', ['line 2:', '+ b']],
  ['a\na\na', 'a\na', ['line 3:', '- a']],
  ['', 'a', ['line 1:', '- ', '+ a']],
  ['1\n2\n3\n4\n5\n6\n7\n8', 'x', ['line 1:', '- 1', '- 2', '- 3', '- 4', '- 5', '- 6', '- … and 2 more', '+ x']],
])('%j and %j', (before, after, diff) => {
  expect(shortDiff(before, after)).toEqual(diff);
});
