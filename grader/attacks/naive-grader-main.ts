// For controls: a grader that loads the student's file into its own process.
import assert from 'node:assert';
import { pathToFileURL } from 'node:url';

const result: { passed?: boolean; fault?: string } = {};
const { greeting } = await import(pathToFileURL(process.argv[2] ?? '').href);
try {
  assert.equal(greeting, 'hello');
  result.passed = true;
} catch (error) {
  result.fault = (error as Error).message;
}
if (result.passed) console.log('RESULT passed');
else process.exitCode = 1;
