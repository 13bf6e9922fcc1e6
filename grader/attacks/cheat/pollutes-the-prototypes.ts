import { foolsTheNaive } from '../naive/fools-the-naive.ts';

export const attack = foolsTheNaive(
  'has every object be passed',
  'line',
  `
Object.prototype.passed = true;
Object.prototype.status = 'passed';
Object.prototype.score = 1;
`,
);
