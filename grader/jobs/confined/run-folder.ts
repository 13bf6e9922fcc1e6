import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canLendReads, isRoot, OWN_UID } from '@socket-lab/kit/confine/unprivileged';
import { esbuildPath } from '@socket-lab/kit/submission/compile/run-esbuild';
import { sweepAfter } from '../sweep.ts';

/** The variable that tells a job of its run's folder. Turbo passes it on and does not hash it. */
export const RUN_FOLDER_VARIABLE = 'SOCKET_LAB_RUN_FOLDER';

const CLOSED =
  'root without the capability DAC_READ_SEARCH cannot grade from a folder that others cannot enter. Move it, or open it (chmod -R o+rX), or give the container that capability (Docker: --cap-add DAC_READ_SEARCH)';
const NO_SUCH_USER = `this container has no user ${OWN_UID}, as whom root lets programs run. Start it with more users (65536), or grade as an ordinary user`;

/** Where the programs of a run are staged, when its jobs are confined. */
export type RunFolder = Disposable & { path: string };

/**
 * A new folder for a run, which nobody else can enter. Of a run that root started it is the programs' user's, who cannot reach a
 * checkout under a home of mode 0700; then Node and esbuild stand in it too. @param name by which it is found when the run was killed
 * @throws Error when the runner could not read either
 */
export function openRunFolder(name?: string): RunFolder {
  if (isRoot()) return openRootsRunFolder(name);
  return folderIn(tmpdir(), name);
}

function openRootsRunFolder(name: string | undefined): RunFolder {
  if (!canLendReads() && !isOpenToAll(fileURLToPath(import.meta.url))) throw new Error(CLOSED);
  const folder = folderIn(isOpenToAll(tmpdir()) ? tmpdir() : '/tmp', name);
  try {
    giveAway(folder.path);
    for (const [program, copy] of [
      [process.execPath, nodeCopy(folder.path)],
      [esbuildPath(), esbuildCopy(folder.path)],
    ] as const) {
      if (!isOpenToAll(program)) copyProgram(program, copy);
    }
    copyCompiled(folder.path);
    return folder;
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
}

function folderIn(parent: string, name: string | undefined): RunFolder {
  const path = name === undefined ? mkdtempSync(join(parent, 'socket-lab-')) : join(parent, name);
  if (name !== undefined) mkdirSync(path, 0o700);
  const sweeping = sweepAfter(path);
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true });
      sweeping[Symbol.dispose]();
    },
  };
}

function copyProgram(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  chmodSync(to, 0o755); // the copy has the mode of the original
}

/** What Node has compiled of the grader for root, as the runner's own: what a runner compiles stays with its run. */
function copyCompiled(folder: string): void {
  const kept = process.env.NODE_COMPILE_CACHE;
  const cache = join(folder, 'compile-cache');
  mkdirSync(cache);
  giveAway(cache);
  if (kept === undefined) return;
  try {
    for (const name of readdirSync(kept).filter((each) => each.endsWith('-0'))) {
      const own = join(cache, name.replace(/0$/, `${OWN_UID}`)); // Node version, architecture, flags, user (nodejs.org, node:module)
      cpSync(join(kept, name), own, { recursive: true });
      giveAway(own);
    }
  } catch {
    // none yet, or another run replaces a file of it just now: what is missing is compiled anew
  }
}

function giveAway(path: string): void {
  try {
    chownSync(path, OWN_UID, OWN_UID);
  } catch (error) {
    // EINVAL: a user that is not in the map (user_namespaces(7))
    throw (error as NodeJS.ErrnoException).code === 'EINVAL' ? new Error(NO_SUCH_USER) : error;
  }
}

export const nodeOf = (folder: string): string => (existsSync(nodeCopy(folder)) ? nodeCopy(folder) : process.execPath);

/** The esbuild with which a run's programs are compiled; `undefined`: its own. Who may read a file may not yet start it. */
export function esbuildOf(folder: string): string | undefined {
  return existsSync(esbuildCopy(folder)) ? esbuildCopy(folder) : undefined;
}

const esbuildCopy = (folder: string): string => join(folder, 'esbuild');
const nodeCopy = (folder: string): string => join(folder, 'node');

export function isOpenToAll(path: string): boolean {
  const wanted = statSync(path).isDirectory() ? 0o001 : 0o004;
  const isOpen = (statSync(path).mode & wanted) === wanted;
  return isOpen && (path === dirname(path) || isOpenToAll(dirname(path)));
}
