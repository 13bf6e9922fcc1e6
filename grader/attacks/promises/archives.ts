import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { tarGz, unpackNaively, zip } from '../archives/archives.ts';
import { atEveryLevel, type Evidence, type Scratch, type SubmissionAttack, type Traces } from '../attack.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/submission.ts';
import { wasAccepted, wroteInTheHome } from '../evidence.ts';
import type { Bait } from '../world/world.ts';

const MIB = 1024 * 1024;
const PROGRAM = { name: ALONE_PATH, content: SAYS_HELLO };

const leadsOut = ({ drop, token }: Bait) =>
  // As many levels up as any unpacking folder has, and then down again from the root.
  zip([PROGRAM, { name: `${'../'.repeat(16)}${relative('/', drop)}`, content: token }]);

const isAbsolute = ({ drop, token }: Bait) => tarGz([PROGRAM, { name: drop, content: token }]);

const writesThroughALink = ({ drop, token }: Bait) =>
  tarGz([
    PROGRAM,
    { name: 'notes', content: '', link: dirname(drop) },
    { name: `notes/${basename(drop)}`, content: token },
  ]);

const bomb = () => zip([PROGRAM, { name: 'notes.txt', content: Buffer.alloc(100 * MIB) }]);

/** 25 times what a submission may hold. */
const FILES = 5_000;
const thousands = () =>
  zip([PROGRAM, ...Array.from({ length: FILES }, (_, index) => ({ name: `notes/${index}.txt`, content: '' }))]);

const twins = () => zip([{ name: ALONE_PATH, content: '// what a plagiarism check reads\n' }, PROGRAM]);

export const attacks: Record<string, SubmissionAttack> = {
  'zips-a-path-that-leads-out': {
    tries: 'hands in a .zip with a file whose path leads out of it (zip slip)',
    stoppedBy: atEveryLevel('collection: no path leads out'),
    without: 'unpacked where the names say',
    submit: handsIn('.zip', leadsOut),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, (bait) => unpackNaively(leadsOut(bait), join(scratch.folder, 'x'))),
  },

  'tars-an-absolute-path': {
    tries: 'hands in a .tar.gz with a file whose path is absolute',
    stoppedBy: atEveryLevel('collection: no absolute path'),
    without: 'tar -xPzf',
    submit: handsIn('.tar.gz', isAbsolute),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, (bait) => untar(isAbsolute(bait), scratch.folder)),
  },

  'tars-a-link-and-writes-through-it': {
    tries: 'hands in a .tar.gz with a link to a folder, and then a file below that link',
    stoppedBy: atEveryLevel('collection: no links'),
    without: 'tar -xPzf',
    submit: handsIn('.tar.gz', writesThroughALink),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, (bait) => untar(writesThroughALink(bait), scratch.folder)),
  },

  'zips-a-bomb': {
    tries: 'hands in a .zip of 100 KiB that unpacks to 100 MiB',
    stoppedBy: atEveryLevel('collection: 16 MiB unpacked'),
    without: 'unpacked without a limit',
    submit: handsIn('.zip', bomb),
    evidence: wasAccepted,
    async control({ folder }) {
      const mib = unpackNaively(bomb(), folder) / MIB;
      return mib > 16 ? `${Math.floor(mib)} MiB on the disk` : undefined;
    },
  },

  'zips-thousands-of-files': {
    tries: `hands in a .zip with ${FILES} empty files`,
    stoppedBy: atEveryLevel('collection: 200 files a submission'),
    without: 'unpacked without a limit',
    submit: handsIn('.zip', thousands),
    evidence: wasAccepted,
    async control({ folder }) {
      unpackNaively(thousands(), folder);
      return `${readdirSync(join(folder, 'notes')).length} files on the disk`;
    },
  },

  'zips-one-name-twice': {
    tries: 'hands in a .zip with two files of one name: one tool sees the first, another one the second',
    stoppedBy: atEveryLevel('collection: no name twice'),
    without: 'unpacked one after the other',
    submit: handsIn('.zip', twins),
    evidence: wasAccepted,
    async control({ folder }) {
      unpackNaively(twins(), folder);
      const isSecond = readFileSync(join(folder, ALONE_PATH), 'utf8') === SAYS_HELLO;
      return isSecond ? 'the second file, without a word' : undefined;
    },
  },
};

function handsIn(ending: '.zip' | '.tar.gz', pack: (bait: Bait) => Buffer): SubmissionAttack['submit'] {
  return (classFolder, student, bait) => writeFileSync(join(classFolder, `${student}${ending}`), pack(bait));
}

function gotOutOrIn(seen: Traces): Evidence {
  return wroteInTheHome(seen) ?? wasAccepted(seen);
}

/** Unpacks an archive as one does who believes it, and looks into the instructor's home. */
async function getsOut({ folder, world }: Scratch, unpack: (bait: Bait) => void): Promise<Evidence> {
  const bait = world.baitFor(basename(folder), folder);
  unpack(bait);
  return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
}

function untar(archive: Buffer, folder: string): void {
  execFileSync('tar', ['-xPzf', '-'], { cwd: folder, input: archive });
}
