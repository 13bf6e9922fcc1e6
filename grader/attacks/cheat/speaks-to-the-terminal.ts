import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import { ALONE_PATH, put } from '../course/alone-program.ts';

/** Clears the screen and names the window (ECMA-48; xterm's OSC 0). */
const PROGRAM = 'console.log("\\x1b[2J\\x1b]0;100 points\\x07");\n';
const LAYER = 'reports: escapes are shown, not sent';

export const attack: SubmissionAttack = {
  tries: 'prints what a terminal obeys, so that the screen of whoever grades shows something else',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'printed as it came',
  submit: (classFolder, student) => put(join(classFolder, student), ALONE_PATH, PROGRAM),
  evidence: ({ reports }) => escapesIn(reports),
  async control({ folder }) {
    put(folder, 'program.js', PROGRAM);
    return escapesIn(execFileSync(process.execPath, [join(folder, 'program.js')], { encoding: 'utf8' }));
  },
};

function escapesIn(text: string): string | undefined {
  return text.includes('\x1b]0;100 points') ? 'the window is called “100 points”' : undefined;
}
