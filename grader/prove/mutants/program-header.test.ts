import { expect, test } from 'vitest';
import { readMutantHeader, readVariantHeader } from './program-header.ts';

const PROGRAMS = ['server', '01-hostname'];
const MUTANT = '// mutant of: server\n// fault: answers twice\n// caught by: server/answers-once\ncode();\n';

test('a mutant says what it is of, its fault, and who catches it', () => {
  expect(readMutantHeader('packages/x/mutants/server-answers-twice.ts', MUTANT, PROGRAMS)).toEqual({
    header: { program: 'server', fault: 'answers twice', caughtBy: 'server/answers-once' },
  });
});

test('a mutant whose transcript varies says why in a fourth line', () => {
  const text = MUTANT.replace('code();', '// varies: who comes first\ncode();');
  expect(readMutantHeader('packages/x/mutants/server-answers-twice.ts', text, PROGRAMS)).toHaveProperty(
    'header.varies',
    'who comes first',
  );
});

test('a mutant that only one level of isolation shows says so below the others', () => {
  const text = MUTANT.replace('code();', '// varies: who comes first\n// level: bubblewrap\ncode();');
  expect(readMutantHeader('packages/x/mutants/server-answers-twice.ts', text, PROGRAMS)).toHaveProperty(
    'header.level',
    'bubblewrap',
  );
});

test('a variant says what it is of, and in what it differs', () => {
  const text = '// variant of: 01-hostname\r\n// differs: promises\r\n';
  expect(readVariantHeader('packages/x/variants/01-hostname-promises.ts', text, PROGRAMS)).toEqual({
    header: { program: '01-hostname', differs: 'promises' },
  });
});

const NAME_FAULT = 'the name of the file has to be "server-" and the fault in small letters, digits and hyphens.';
test.each([
  ['server-x.ts', '', ':1: expected "// mutant of: …", found "".'],
  ['server-x.ts', `\n${MUTANT}`, ':1: expected "// mutant of: …", found "".'],
  [
    'server-x.ts',
    MUTANT.replace('// fault:', '// Fault:'),
    ':2: expected "// fault: …", found "// Fault: answers twice".',
  ],
  ['server-x.ts', MUTANT.replace(' answers twice', ''), ':2: expected "// fault: …", found "// fault:".'],
  [
    'server-x.ts',
    MUTANT.replace('caught by', 'catch'),
    ':3: expected "// caught by: …", found "// catch: server/answers-once".',
  ],
  [
    'server-x.ts',
    MUTANT.replace('server', 'sever'),
    ':1: the topic has no program "sever". Its programs are: server, 01-hostname.',
  ],
  ['client-x.ts', MUTANT, `: ${NAME_FAULT}`],
  ['server.ts', MUTANT, `: ${NAME_FAULT}`],
  ['server-Twice.ts', MUTANT, `: ${NAME_FAULT}`],
  ['server-one_two.ts', MUTANT, `: ${NAME_FAULT}`],
])('%s: a header at fault', (name, text, fault) => {
  const file = `packages/x/mutants/${name}`;
  expect(readMutantHeader(file, text, PROGRAMS)).toEqual({ fault: file + fault });
});
