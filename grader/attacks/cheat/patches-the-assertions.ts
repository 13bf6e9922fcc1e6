import { foolsTheNaive } from '../naive/fools-the-naive.ts';

export const attack = foolsTheNaive(
  'replaces the assertions by ones that always hold',
  'line',
  `
import assert from 'node:assert';
for (const name of Object.keys(assert)) {
  if (typeof assert[name] === 'function') assert[name] = () => {};
}
Object.is = () => true;
`,
);
