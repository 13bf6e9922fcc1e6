import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { file } from '../../class/collect/fixtures/archive-folder.ts';
import { makeZip } from '../../class/collect/fixtures/make-zip.ts';
import { atEveryLevel, type Evidence, type Scratch, type SubmissionAttack, type Traces } from '../attack.ts';
import { ALONE_PATH, SAYS_HELLO } from '../course/submission.ts';
import { wasAccepted, wroteInTheHome } from '../evidence.ts';
import { unpackNaively } from '../unpack-naively.ts';
import type { Bait } from '../world/world.ts';

type Pack = (bait: Bait) => Buffer | Promise<Buffer>;
const MIB = 1024 * 1024;
const PROGRAM = { name: ALONE_PATH, content: SAYS_HELLO };

/** As many levels up as any unpacking folder has, and then down again from the root. */
const leadsOut = ({ drop, token }: Bait) =>
  makeZip([PROGRAM, { name: `${'../'.repeat(16)}${relative('/', drop)}`, content: token }]);

const isAbsolute = ({ drop, token }: Bait) => tarGz(file(ALONE_PATH, SAYS_HELLO), file(drop, token));

const writesThroughALink = ({ drop, token }: Bait) =>
  tarGz(file(ALONE_PATH, SAYS_HELLO), link('notes', dirname(drop)), file(`notes/${basename(drop)}`, token));

const bomb = () => makeZip([PROGRAM, { name: 'notes.txt', content: Buffer.alloc(100 * MIB) }]);
/** 25 times what a submission may hold. */
const FILES = 5_000;
const thousands = () =>
  makeZip([PROGRAM, ...Array.from({ length: FILES }, (_, index) => ({ name: `notes/${index}.txt`, content: '' }))]);

const twins = () => makeZip([{ name: ALONE_PATH, content: '// what a plagiarism check reads\n' }, PROGRAM]);

export const attacks: Record<string, SubmissionAttack> = {
  'zips-a-path-that-leads-out': {
    tries: 'hands in a .zip with a file whose path leads out of it (zip slip)',
    stoppedBy: atEveryLevel('collection: no path leads out'),
    without: 'unpacked where the names say',
    submit: handsIn('.zip', leadsOut),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, leadsOut, (zip, folder) => void unpackNaively(zip, join(folder, 'x'))),
  },
  'tars-an-absolute-path': {
    tries: 'hands in a .tar.gz with a file whose path is absolute',
    stoppedBy: atEveryLevel('collection: no absolute path'),
    without: 'tar -xPzf',
    submit: handsIn('.tar.gz', isAbsolute),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, isAbsolute, untar),
  },
  'tars-a-link-and-writes-through-it': {
    tries: 'hands in a .tar.gz with a link to a folder, and then a file below that link',
    stoppedBy: atEveryLevel('collection: no links'),
    without: 'tar -xPzf',
    submit: handsIn('.tar.gz', writesThroughALink),
    evidence: gotOutOrIn,
    control: (scratch) => getsOut(scratch, writesThroughALink, untar),
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

function handsIn(ending: '.zip' | '.tar.gz', pack: Pack): SubmissionAttack['submit'] {
  return async (classFolder, student, bait) => {
    writeFileSync(join(classFolder, `${student}${ending}`), await pack(bait));
  };
}

function gotOutOrIn(seen: Traces): Evidence {
  return wroteInTheHome(seen) ?? wasAccepted(seen);
}

/** Unpacks an archive as one does who believes it, and looks into the instructor's home. */
async function getsOut({ folder, world }: Scratch, pack: Pack, unpack: typeof untar): Promise<Evidence> {
  const bait = world.baitFor(basename(folder), folder);
  unpack(await pack(bait), folder);
  return world.wasWritten(bait) ? 'a file in the instructor’s home' : undefined;
}

function untar(archive: Buffer, folder: string): void {
  execFileSync('tar', ['-xPzf', '-'], { cwd: folder, input: archive });
}

export async function tarGz(...entries: TarEntry[]): Promise<Buffer> {
  return gzipSync(await packTar(entries));
}

export function link(name: string, to: string): TarEntry {
  return { header: { name, type: 'symlink', linkname: to, size: 0 } };
}
