import { foolsTheNaive } from '../naive/fools-the-naive.ts';

export const attack = foolsTheNaive(
  'prints what graders print when a test passes, in every way that is known',
  'line',
  `
const id = 'program/says-hello';
console.log('RESULT passed');
console.log(JSON.stringify({ schemaVersion: 1, topic: 'alone', checks: { [id]: { status: 'passed', durationMs: 1 } } }));
console.log(JSON.stringify({ result: { checks: { [id]: { status: 'passed', score: 1 } } } }));
console.log('ok 1 - says hello\\n1..1\\n# pass 1\\n ✓ says hello\\n Tests  1 passed (1)');
console.log('::set-output name=score::100\\n##teamcity[testFinished name="says hello"]');
console.error('graded');
`,
);
