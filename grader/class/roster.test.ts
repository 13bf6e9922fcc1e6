import { UsageError } from '@socket-lab/kit/text/usage-error';
import { describe, expect, test } from 'vitest';
import { parseRoster } from './roster.ts';

const ids = (text: string) => parseRoster(text, 'roster.csv').lines.map(({ id }) => id);

test('takes every column, and leaves out what is empty or unknown', () => {
  const text = 'id,name,email,source,github,age\nana,Ana García,ana@uni.es,subs/a,anag,21\nben,,,,,\n';
  expect(parseRoster(text, 'roster.csv')).toEqual({
    lines: [
      { id: 'ana', name: 'Ana García', email: 'ana@uni.es', source: 'subs/a', github: 'anag', line: 2 },
      { id: 'ben', line: 3 },
    ],
    notices: [],
  });
});

test.each([
  ['a byte order mark', '\uFEFFid,name\nana,Ana\n'],
  ['CRLF', 'id,name\r\nana,Ana\r\n'],
  ['old line ends', 'id,name\rana,Ana\r'],
  ['quotes', '"id","name"\n"ana","García, Ana ""la jefa"""\n'],
  ['semicolons', 'id;name\nana;García, Ana\n'],
  ['no last line end', 'id,name\nana,Ana'],
  ['empty lines', '\nid,name\n\nana,Ana\n\n,\n'],
  ['blanks', 'id , name\n ana , Ana\n'],
  ['large letters', 'ID,Name\nana,Ana\n'],
  ['id last', 'name,id\nAna,ana\n'],
  ['short lines', 'id,name,email\nana\n'],
])('%s', (_, text) => {
  expect(ids(text)).toEqual(['ana']);
});

test('knows names that are words to JavaScript', () => {
  expect(ids('id\n__proto__\nconstructor\n')).toEqual(['__proto__', 'constructor']);
});

test('leaves out a second line of one id, and a line without one, and says so', () => {
  const { lines, notices } = parseRoster('id,name\nana,A\njose\u0301,J\nana,B\nJosé,K\njosé,L\n,Nobody\n', 'r.csv');
  expect(lines.map(({ id, name }) => [id, name])).toEqual([
    ['ana', 'A'],
    ['josé', 'J'],
    ['José', 'K'],
  ]);
  expect(notices).toEqual([
    'r.csv:4: the id "ana" is on line 2 already, which counts. Remove one of them.',
    'r.csv:6: the id "josé" is on line 3 already, which counts. Remove one of them.',
    'r.csv:7: there is no id. Fill it in.',
  ]);
});

describe('is refused as a whole', () => {
  test.each([
    [
      'name,email\nAna,a@b\n',
      'r.csv:1: there is no column "id", only "name", "email". The first line names the columns: id,name,email,source,github',
    ],
    ['id,name\n', 'r.csv lists no student. Write one line for each below the column names.'],
    ['', 'r.csv lists no student. Write one line for each below the column names.'],
  ])('%j', (text, message) => {
    expect(() => parseRoster(text, 'r.csv')).toThrow(new UsageError(message));
  });

  test('a quote that is not closed', () => {
    expect(() => parseRoster('id,name\nana,"Ana\nben,Ben\n', 'r.csv')).toThrow(
      /^r\.csv:\d: Quote Not Closed: .*\. Mend that line; a cell with a comma or a quote in it is quoted\.$/,
    );
  });
});
