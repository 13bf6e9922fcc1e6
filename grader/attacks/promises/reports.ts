import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Quiz } from '@socket-lab/kit/commands/quiz/quiz';
import { readAnswers } from '@socket-lab/kit/commands/quiz/read-answers';
import { stringify } from 'csv-stringify/sync';
import { parse } from 'yaml';
import { type Attack, atEveryLevel, type Evidence } from '../attack.ts';
import { handsIn, put, SAYS_HELLO } from '../course/submission.ts';

/** Clears the screen and names the window (ECMA-48; xterm's OSC 0). */
const SPEAKS_TO_THE_TERMINAL = 'console.log("\\x1b[2J\\x1b]0;100 points\\x07");\n';
const FORMULA = '@SUM+1';
const PROTO = '__proto__';

const QUIZ = {
  questions: [{ id: 'first', kind: 'choice', question: 'Which?', options: { a: 'this', b: 'that' } }],
} as unknown as Quiz;
/** `JSON.parse` and YAML make a property of its own of this name; who copies it sets the prototype. */
const ANSWERS = '__proto__: { first: a }\nconstructor: { prototype: { first: a } }\n';

export const attacks: Record<string, Attack> = {
  'speaks-to-the-terminal': {
    tries: 'prints what a terminal obeys, so that the screen of whoever grades shows something else',
    stoppedBy: atEveryLevel('reports: escapes are shown, not sent'),
    without: 'printed as it came',
    submit: handsIn(SPEAKS_TO_THE_TERMINAL),
    evidence: ({ reports }) => escapesIn(reports),
    async control({ folder }) {
      put(folder, 'program.js', SPEAKS_TO_THE_TERMINAL);
      return escapesIn(execFileSync(process.execPath, [join(folder, 'program.js')], { encoding: 'utf8' }));
    },
  },
  'begins-a-formula': {
    tries: 'has an id that a spreadsheet computes',
    stoppedBy: atEveryLevel('reports: no cell starts a formula'),
    without: 'a plain CSV',
    student: FORMULA,
    submit: handsIn(SAYS_HELLO),
    evidence: ({ reports }) => formulaIn(reports),
    control: async () => formulaIn(stringify([[FORMULA, 1]])),
  },
  'is-called-proto': {
    tries: 'is called __proto__, so that its result gets lost, or becomes everybody’s',
    stoppedBy: atEveryLevel('records without a prototype'),
    without: 'a plain object',
    student: PROTO,
    submit: handsIn(SAYS_HELLO),
    evidence: ({ score }) => (score === 1 ? undefined : `its result is lost: ${score} points`),
    async control() {
      const grades: Record<string, { score: number }> = {};
      grades[PROTO] = { score: 1 };
      return Object.keys(grades).length === 0 ? 'its result is lost' : undefined;
    },
  },
  'answers-by-a-prototype': {
    tries: 'answers under the name __proto__, so that everybody has answered',
    stoppedBy: atEveryLevel('answers in maps, by known ids'),
    without: 'copied into a plain object',
    async attempt(guarded) {
      const answer = guarded ? readAnswers(ANSWERS, 'answers.yaml', QUIZ).given.get('first') : copiedAnswers().first;
      const strangers = ({} as Record<string, unknown>).first;
      const isAnswered = answer !== undefined || strangers !== undefined;
      return isAnswered ? 'a question is answered that nobody answered' : undefined;
    },
  },
};

function escapesIn(text: string): Evidence {
  return text.includes('\x1b]0;100 points') ? 'the window is called “100 points”' : undefined;
}

function formulaIn(csv: string): Evidence {
  return /^"?@SUM\+1"?,.*$/m.exec(csv)?.[0];
}

function copiedAnswers(): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const [id, answer] of Object.entries(parse(ANSWERS) as Record<string, unknown>)) answers[id] = answer;
  return answers;
}
