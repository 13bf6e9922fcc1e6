import { expect, test } from 'vitest';
import { readLesson } from './read-lesson.ts';

const TEXT = `# The echo \`server\`

See [the solution](../tcp-pair/README.md#half-close), [a page](https://nodejs.org) and [the RFC][rfc].
![wire](wire.svg)

## What it prints
## What it prints

| table | cell |
| --- | --- |
| a | [in a table](table.md) |

\`[not a link](code.md)\`

    [not a link](indented.md)

\`\`\`ts
[not a link](fenced.md)
\`\`\`

<a id="by-hand"></a>

<p align="center">
  <img src="picture.png">
</p>

[rfc]: rfc862.txt
`;

test('finds links and images, with their lines, and no link in code', () => {
  expect(readLesson(TEXT).links).toEqual([
    { url: '../tcp-pair/README.md#half-close', line: 3 },
    { url: 'https://nodejs.org', line: 3 },
    { url: 'wire.svg', line: 4 },
    { url: 'table.md', line: 11 },
    { url: 'picture.png', line: 24 },
    { url: 'rfc862.txt', line: 27 },
  ]);
});

test('names headings as GitHub does, and knows ids in HTML', () => {
  expect([...readLesson(TEXT).anchors]).toEqual(['the-echo-server', 'what-it-prints', 'what-it-prints-1', 'by-hand']);
});
