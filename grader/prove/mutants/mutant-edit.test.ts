import { expect, test } from 'vitest';
import { parseMutants } from './mutant-edit.ts';

const FILE = 'packages/x/mutants/server.diff';
const MUTE = `### mute
# never answers: it only reads
# caught by: answers
@@
 socket.on('data', (data) => {

-  socket.write(data);
+  // nothing
 });
@@
-server.listen(port);
`;

test('a section is a mutant: its fault, who catches it, and hunks in which a trimmed empty line counts', () => {
  expect(parseMutants(FILE, MUTE)).toEqual([
    {
      name: 'mute',
      line: 1,
      reading: {
        edit: {
          fault: 'never answers: it only reads',
          caughtBy: 'answers',
          hunks: [
            {
              line: 4,
              before: ["socket.on('data', (data) => {", '', '  socket.write(data);', '});'],
              after: ["socket.on('data', (data) => {", '', '  // nothing', '});'],
            },
            { line: 10, before: ['server.listen(port);'], after: [] },
          ],
        },
      },
    },
  ]);
});

test('all that a section may say, in any order, with line ends of Windows and blank lines between sections', () => {
  const more = '# looks as if: trims\n# level: bubblewrap\n# varies: who is first\n# edit of: server-pipe\n@@';
  const [, second] = parseMutants(
    FILE,
    `${MUTE}\n\n${MUTE.replace('mute', 'late').replace('@@', more)}`.replaceAll('\n', '\r\n'),
  );
  expect(second).toMatchObject({
    name: 'late',
    line: 14,
    reading: { edit: { editOf: 'server-pipe', varies: 'who is first', level: 'bubblewrap', looksAs: 'trims' } },
  });
});

const HEAD = '### mute\n# is mute\n# caught by: answers\n';
const HUNK = '@@\n-a\n+b\n';
test.each([
  ['words above the first', `# x\n${HEAD}${HUNK}`, ':1: expected "### NAME", found "# x".'],
  ['no good name', `### Mute it\n${HUNK}`, `:1: a mutant's name is small letters, digits and hyphens, not "Mute it".`],
  ['a name twice', `${HEAD}${HUNK}${HEAD}${HUNK}`, ':7: mute: this name stands above already.'],
  ['no fault', `### mute\n# caught by: answers\n${HUNK}`, ':2: mute: expected "# " and the fault in words.'],
  ['nothing below the name', '### mute', ':2: mute: expected "# " and the fault in words.'],
  ['no check', `### mute\n# is mute\n${HUNK}`, ':1: mute: no line "# caught by: CHECK" says which check fails it.'],
  [
    'an unknown key',
    `${HEAD}# vary: chance\n${HUNK}`,
    ':4: mute: "vary: chance" is none of "caught by: …", "edit of: …", "varies: …", "level: …", "looks as if: …".',
  ],
  ['a key twice', `${HEAD}# caught by: x\n${HUNK}`, ':4: mute: "caught by:" stands twice.'],
  ['a key that says nothing', `${HEAD}# varies:\n${HUNK}`, ':4: mute: "varies:" says nothing.'],
  ['another level', `${HEAD}# level: node\n${HUNK}`, ':4: mute: there is no level "node". Write "bubblewrap".'],
  ['no hunk', HEAD, ':1: mute: it has no hunk: "@@", and lines below it that change the program.'],
  ['a line outside of a hunk', `${HEAD}-a\n`, ':4: mute: expected "@@", found "-a".'],
  ['line numbers', `${HEAD}@@ -1,2 +1,2 @@\n-a\n`, ':4: mute: expected "@@", found "@@ -1,2 +1,2 @@".'],
  [
    'a line without its sign',
    `${HEAD}${HUNK}c\n`,
    ':7: mute: expected a line that begins with a blank, "-" or "+", found "c".',
  ],
  ['a hunk that changes nothing', `${HEAD}${HUNK}@@\n a\n-b\n+b\n`, ':7: mute: this hunk changes nothing.'],
  ['an empty hunk', `${HEAD}@@\n`, ':4: mute: this hunk changes nothing.'],
  [
    'a hunk that only adds',
    `${HEAD}@@\n+b\n`,
    ':4: mute: this hunk only adds. Begin with the line that it stands behind.',
  ],
])('%s: a line that says where and what', (_what, text, fault) => {
  const faults = parseMutants(FILE, text).flatMap(({ reading }) => ('fault' in reading ? [reading.fault] : []));
  expect(faults).toEqual([FILE + fault]);
});
