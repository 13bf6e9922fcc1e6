import { expect, test } from 'vitest';
import { UsageError } from '../../text/usage-error.ts';
import experimentCommand, { requestOf } from './experiment-command.ts';

const read = (args: readonly string[]) => requestOf(experimentCommand.parse(args), NUMBERS);
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const NONE = { yes: false, plain: false };

test.each([
  [[], NONE],
  [['6'], { ...NONE, number: 6 }],
  [['--', '6', '--yes'], { ...NONE, number: 6, yes: true }],
  [['-y'], { ...NONE, yes: true }],
  [['--yes', '--port', '12000'], { ...NONE, yes: true, port: 12_000 }],
  [['6', '--port=12000', '--plain'], { ...NONE, number: 6, port: 12_000, plain: true }],
])('%j', (args, flags) => {
  expect(read(args)).toEqual(flags);
});

test.each([
  [['12'], 'There is no experiment "12": they are numbered from 1 to 9.'],
  [['x'], 'There is no experiment "x": they are numbered from 1 to 9.'],
  [['0'], 'There is no experiment "0": they are numbered from 1 to 9.'],
  [['06'], 'There is no experiment "06": they are numbered from 1 to 9.'],
  [['6\x1b[31m'], 'There is no experiment "6\\u001b[31m": they are numbered from 1 to 9.'],
  [['6', '7'], 'One experiment at a time, not "6" and "7". "pnpm experiment --help" says what there is.'],
  [['--yess'], 'Unknown option \'--yess\'. Did you mean --yes? "pnpm experiment --help" says what there is.'],
  [['6', '--port'], 'Option \'--port <value>\' argument missing. "pnpm experiment --help" says what there is.'],
  [['6', '--port', '0'], '--port "0" is no port: it is a whole number from 1 to 65535.'],
  [['6', '--port', '70000'], '--port "70000" is no port: it is a whole number from 1 to 65535.'],
  [['--port', '12000'], '--port needs the number of an experiment.'],
])('%j is refused in one line', (args, message) => {
  expect(() => read(args)).toThrow(new UsageError(message));
});
