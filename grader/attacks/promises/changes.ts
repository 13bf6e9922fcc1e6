import type { ProgramAttack, Traces } from '../attack.ts';
import { gotPoints, printed, wroteInTheHome } from '../evidence.ts';
import { RAW_THREAD } from '../program-parts.ts';
import { holds } from '../world/world.ts';

const WRITES = { stoppedBy: { bubblewrap: 'own mount namespace', node: 'Node permissions' } };
const SUITE = 'packages/together/hidden/suite.test.ts';
const ANOTHERS_PROGRAM = 'examples/class/honest/packages/alone/src/program.ts';
const IN_THE_CACHE = '.grade/cache/0123456789abcdef-meta.json';

/** Waits for the result that the job writes, and has every check of it passed, sealed as it should be (../../jobs/sealed.ts). It gives up after 20 s. */
const FORGER = `
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const places = ['/..', '/../..'].map((up) => process.argv[2] + up + '/result.json');
const end = Date.now() + 20_000;
let result;
while (!result && Date.now() < end) result = places.find((place) => existsSync(place));
const { sha256: _, ...forged } = JSON.parse(readFileSync(result, 'utf8').replaceAll('"failed"', '"passed"'));
const sha256 = createHash('sha256').update(JSON.stringify(forged)).digest('hex');
writeFileSync(result, JSON.stringify({ ...forged, sha256 }, null, 2));
`;

export const attacks: Record<string, ProgramAttack> = {
  'writes-in-the-home': {
    tries: 'writes a file in the home of whoever grades',
    ...WRITES,
    program: ({ drop, token }) => `
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(drop)}, '${token}');
`,
    evidence: wroteInTheHome,
  },
  'writes-by-a-database': {
    tries: 'has Node’s own SQLite write a file where it likes',
    ...WRITES,
    program: ({ drop, token }) => `
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
new DatabaseSync(${JSON.stringify(drop)}).exec("CREATE TABLE t AS SELECT '${token}' AS word");
`,
    evidence: wroteInTheHome,
  },
  'writes-by-a-diagnostic-report': {
    tries: 'has Node write a diagnostic report where it likes',
    ...WRITES,
    program: ({ drop, token }) => `
process.report.writeReport(${JSON.stringify(drop)}, new Error('${token}'));
`,
    evidence: wroteInTheHome,
  },
  'edits-a-suite': {
    tries: 'edits the hidden suite of its topic',
    ...WRITES,
    program: ({ repository, token }) => appendsTo(`${repository}/${SUITE}`, token),
    evidence: (seen) => (isMarked(seen, SUITE) ? 'the suite is changed' : undefined),
  },
  'overwrites-a-neighbours-submission': {
    tries: 'overwrites what another student has handed in',
    ...WRITES,
    program: ({ repository, token }) => appendsTo(`${repository}/${ANOTHERS_PROGRAM}`, token),
    evidence: (seen) => (isMarked(seen, ANOTHERS_PROGRAM) ? 'another’s program is changed' : undefined),
  },
  'writes-into-a-neighbours-job': {
    tries: 'puts a result of its own into the job of another student',
    ...WRITES,
    program: ({ repository, token }) => `
import { readdirSync, writeFileSync } from 'node:fs';
const jobs = ${JSON.stringify(`${repository}/.grade/class/jobs`)};
for (const job of readdirSync(jobs).filter((name) => !process.cwd().includes(name))) {
  writeFileSync(jobs + '/' + job + '/forged.json', '${token}');
  console.log('wrote into ' + job);
}
`,
    evidence: printed(/wrote into grade-\S+/),
  },
  'writes-into-the-cache': {
    tries: 'puts a file among the results that later runs replay',
    ...WRITES,
    program: ({ repository, token }) => `
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
const file = ${JSON.stringify(`${repository}/${IN_THE_CACHE}`)};
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, '${token}');
`,
    evidence: (seen) => (isMarked(seen, IN_THE_CACHE) ? 'a file in the cache' : undefined),
  },
  'forges-its-own-result': {
    tries: 'leaves a process behind that changes the result as soon as it is written',
    stoppedBy: { bubblewrap: 'own pid and mount namespaces', node: 'the guard of its threads' },
    alone: true,
    program: ({ token }) => `
${RAW_THREAD}
const args = ['-e', ${JSON.stringify(FORGER)}, '${token}', process.cwd()];
const options = JSON.stringify({ detached: true, stdio: 'ignore' });
const code = 'require("node:child_process").spawn(process.execPath, ' + JSON.stringify(args) + ', ' + options + ').unref()';
rawThread(code);
`,
    evidence: gotPoints,
  },
};

function appendsTo(file: string, token: string): string {
  return `
import { appendFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(file)}, '// ${token}\\n');
`;
}

/** Whether a file of the repository holds the attack's token. */
function isMarked({ bait: { repository, token } }: Traces, file: string): boolean {
  return holds(`${repository}/${file}`, token);
}
