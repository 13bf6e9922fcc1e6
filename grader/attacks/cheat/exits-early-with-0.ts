import { foolsTheNaive } from '../naive/fools-the-naive.ts';

export const attack = foolsTheNaive(
  'exits with 0 before anything is asserted',
  'exit code',
  `
process.exit(0);
`,
);
