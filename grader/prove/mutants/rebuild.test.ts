import { expect, test } from 'vitest';
import { parseMutants } from './mutant-edit.ts';
import { type Bases, rebuild } from './rebuild.ts';
import { rightSolution, rightVariant } from './right-program.ts';

const SOLUTION = `/**
 * The server.
 */
import net from 'node:net';

// gap 1: listen
//   on any port
// starter: const server = todo(1);
const server = net.createServer();
server.listen(0);
// end gap
log();
server.on('error', log);
log();
`;
const VARIANT = '// variant of: server\n// differs: one line\nnet.createServer().listen(0);\n';
const BASES: Bases = {
  program: 'server',
  solution: rightSolution('server', SOLUTION),
  variants: new Map([['server-short', rightVariant('server-short', VARIANT)]]),
};

function mutant(hunks: string, more = '', bases = BASES) {
  const [section] = parseMutants('server.diff', `### late\n# is late\n# caught by: answers\n${more}${hunks}`);
  if (!section || 'fault' in section.reading) throw new Error(JSON.stringify(section));
  return rebuild('server.diff', section, section.reading.edit, bases);
}

test('the solution without its markers and its opening comment, with a header and the edits', () => {
  expect(mutant("@@\n-server.listen(0);\n+server.listen(1);\n@@\n server.on('error', log);\n-log();\n")).toEqual({
    text: `// mutant of: server
// fault: is late
// caught by: server/answers
import net from 'node:net';

const server = net.createServer();
server.listen(1);
log();
server.on('error', log);
`,
  });
});

test('an edit of a variant; what varies and at which level stands in the header, a diagnosis does not', () => {
  const more = '# looks as if: trims\n# edit of: server-short\n# level: bubblewrap\n# varies: chance\n';
  expect(mutant('@@\n-net.createServer().listen(0);\n+net.createServer();\n', more)).toEqual({
    text: `// mutant of: server
// fault: is late
// caught by: server/answers
// varies: chance
// level: bubblewrap
net.createServer();
`,
  });
});

test('the line ends of a checkout on Windows make no other program', () => {
  const bases = { ...BASES, solution: rightSolution('server', SOLUTION.replaceAll('\n', '\r\n')) };
  const hunk = '@@\n-server.listen(0);\n';
  expect(mutant(hunk, '', bases)).toEqual(mutant(hunk));
});

test.each([
  ['@@\n-server.listen(2);\n', '', ':4: late: these lines stand 0 times in solution/server.ts, not once.'],
  ['@@\n-log();\n', '', ':4: late: these lines stand 2 times in solution/server.ts, not once.'],
  ['@@\n-// end gap\n', '', ':4: late: these lines stand 0 times in solution/server.ts, not once.'],
  [
    '@@\n-log();\n',
    '# edit of: server-short\n',
    ':5: late: these lines stand 0 times in variants/server-short.ts, not once.',
  ],
  [
    "@@\n-server.on('error', log);\n@@\n-server.listen(0);\n",
    '',
    ":6: late: this hunk is not below the one above it in solution/server.ts. Keep the program's order.",
  ],
  [
    "@@\n-server.listen(0);\n log();\n@@\n log();\n-server.on('error', log);\n",
    '',
    ":7: late: this hunk is not below the one above it in solution/server.ts. Keep the program's order.",
  ],
  ['@@\n-a\n', '# edit of: server-shor\n', ':1: late: server has no variant "server-shor". Did you mean server-short?'],
  ['@@\n-a\n', '# edit of: x\n', ':1: late: server has no variant "x". There are: server-short.'],
])('%j %s: a line that says where and what', (hunks, more, fault) => {
  expect(mutant(hunks, more)).toEqual({ fault: `server.diff${fault}` });
});

test('a solution that is missing is named', () => {
  const bases = { ...BASES, solution: undefined };
  expect(mutant('@@\n-a\n', '', bases)).toEqual({ fault: 'server.diff:1: late: solution/server.ts is missing.' });
});
