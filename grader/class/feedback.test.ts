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

**3.84 of 12.5 points** in Redes. Isolation: node; practice, not for marks.

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
\\x1b[31m<script>
\`\`\`
\`\`\`\`

Hint: Call \\\`end\\\`.

## quiz: 0.84 of 2.5

| check | status | points |
| --- | --- | --- |
| first: What comes \\*first\\*? | passed | 0.84 of 0.84 |
| last: What comes last? | failed | 0 of 0.83 |
| all: Is that all? | todo | 0 of 0.83 |

- last: Not yet (your answer: \\<b\\>). Read README.md\\#end.
`);
});

test('says all of them when the course gives full feedback', () => {
  const full = of('ana', 'full');
  for (const words of ['returns binary bytes', 'The secret of it.', 'A secret hint.']) expect(full).toContain(words);
});

test.each([
  ['@ben', '=HYPERLINK("http://x","Ben")\n\n**Missing: 0 of 12.5 points.** There is no folder "@ben".'],
  ['李雷', '\\<b\\>李雷\\</b\\>, "the first"\n\n**Not accepted: 0 of 12.5 points.** src/server.ts is a link.'],
  ['dora', 'dora\n\n**Not graded yet.** The grader failed, not your program; your teacher knows.'],
])('%s', (id, text) => {
  expect(of(id)).toBe(`# Echo service: ${text}\n`);
});

test('shows the quiz of who has handed in nothing else, and says once what holds for several answers', () => {
  const [student] = SAMPLE_BOOK.students;
  if (!student || !topic) throw new Error('no student');
  const refused = { status: 'failed' as const, score: 0, failure: { message: 'answers.yaml is a link.' } };
  const echo = {
    status: 'rejected' as const,
    reason: 'src/server.ts is a link.',
    score: 0,
    points: 12.5,
    programs: { server: { score: 0, points: 10 }, quiz: { score: 0, points: 2.5 } },
    checks: { 'quiz/first': refused, 'quiz/last': refused },
  };
  expect(feedback(SAMPLE_BOOK, { ...student, topics: { echo } }, topic, 'status')).toBe(`# Echo service: Ana García

**Not accepted: 0 of 12.5 points.** src/server.ts is a link.

## quiz: 0 of 2.5

| check | status | points |
| --- | --- | --- |
| first: What comes \\*first\\*? | failed | 0 of 0.84 |
| last: What comes last? | failed | 0 of 0.83 |

- first, last: answers.yaml is a link.
`);
});
