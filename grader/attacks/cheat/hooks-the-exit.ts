import { foolsTheNaive } from '../naive/fools-the-naive.ts';

export const attack = foolsTheNaive(
  'changes the exit code in the last moment',
  'exit code',
  `
process.on('exit', () => {
  process.exitCode = 0;
});
`,
);
