import { expect, test } from 'vitest';
import { keptTranscripts, parsePage, printPage } from './transcript-page.ts';

test('a page is read as it was written, whatever a program has printed', () => {
  const transcripts = new Map([
    ['a', { about: 'Fault: x. Caught by: y.', text: 'It sent\n## b\nFault: x\n```text\nno\n```\n' }],
    ['b', { about: 'Fault: z. Caught by: y.', text: 'Nothing.\n' }],
  ]);
  const page = printPage('server', new Map([...transcripts].reverse()));
  expect(parsePage(page)).toEqual(transcripts);
  expect(parsePage(page.replaceAll('\n', '\r\n'))).toEqual(transcripts);
});

const steady = { name: 'steady' };
const varying = { name: 'varying', varies: 'chance' };
const confined = { name: 'confined', level: 'bubblewrap' as const };
const diagnosed = { name: 'diagnosed', looksAs: 'trims' };

test.each([
  ['the first', [steady, { name: 'other' }], [], ['steady']],
  ['the one that is kept already', [steady, { name: 'other' }], ['other'], ['other']],
  ['one whose words do not vary', [varying, steady], [], ['steady']],
  ['one that every machine can show', [confined, varying], [], ['varying']],
  ['the only one', [confined], [], ['confined']],
  [
    'every one with a diagnosis, and no other',
    [steady, diagnosed, { ...diagnosed, name: 'too' }],
    ['steady'],
    ['diagnosed', 'too'],
  ],
])('of the mutants of a check, %s is kept', (_which, mutants, already, kept) => {
  const facts = {
    mutants: mutants.map(({ name, ...more }) => {
      const header = { program: 'server', fault: 'x', caughtBy: 'server/answers', ...more };
      return { name, file: '', text: '', reading: { header } };
    }),
    transcripts: new Map(already.map((name) => [name, { about: '', text: '' }])),
  };
  expect([...keptTranscripts(facts)]).toEqual(kept);
});
