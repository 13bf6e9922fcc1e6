import { expect, test } from 'vitest';
import { feedback } from './feedback.ts';
import { SAMPLE_BOOK } from './fixtures/sample-book.ts';

const [topic] = SAMPLE_BOOK.topics;
const of = (id: string, kind: 'status' | 'full' = 'status') => {
  const student = SAMPLE_BOOK.students.find((each) => each.id === id);
  if (!student || !topic) throw new Error(`no ${id}`);
  return feedback(SAMPLE_BOOK, student, topic, kind);
};

test('says of hidden checks the program, the status and the points, and nothing else', () => {
  expect(of('ana')).toBe(`# Echo service: Ana García

**3 of 10 points** in Redes. Isolation: node; practice, not for marks.

## server: 3 of 10

| check | status | points |
| --- | --- | --- |
| echoes | passed | 3 of 3 |
| ends \\| its side | failed | 0 of 2 |
| hidden check 1 | failed | 0 of 5 |

### ends \\| its side: failed

\`\`\`\`text
It printed:
\`\`\`
<script>
\`\`\`
\`\`\`\`

Hint: Call \\\`end\\\`.
`);
});

test('says all of them when the course gives full feedback', () => {
  const full = of('ana', 'full');
  for (const words of ['returns binary bytes', 'The secret of it.', 'A secret hint.']) expect(full).toContain(words);
});

test.each([
  ['@ben', '# Echo service: =HYPERLINK("http://x","Ben")\n\n**Missing: 0 of 10 points.** There is no folder "@ben".\n'],
  [
    '李雷',
    '# Echo service: \\<b\\>李雷\\</b\\>, "the first"\n\n**Not accepted: 0 of 10 points.** src/server.ts is a link.\n',
  ],
  ['dora', '# Echo service: dora\n\n**Not graded yet.** The grader failed, not your program; your teacher knows.\n'],
])('%s', (id, text) => {
  expect(of(id)).toBe(text);
});
