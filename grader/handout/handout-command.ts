import { join, relative, resolve } from 'node:path';
import { BadUsage } from '../class/bad-usage.ts';
import { commitAll, historyOf, isRepository } from './git.ts';
import { type HandoutRequest, readHandoutArguments, USAGE } from './handout-arguments.ts';
import { type HandoutFile, hashOfAll } from './handout-file.ts';
import { type Handout, makeHandout } from './make-handout.ts';
import { readTree } from './read-tree.ts';
import { Refusal } from './refusal.ts';
import { updateHandout } from './update-handout.ts';
import { HANDOUT_TIME, writeHandout } from './write-handout.ts';

/**
 * The command `pnpm handout`.
 *
 * @param calledIn the folder that paths on the command line start from
 * @returns the exit code: 0 done, 1 refused, 2 bad usage
 */
export function handoutCommand(args: readonly string[], courseDirectory: string, calledIn: string): number {
  try {
    console.log(answer(readHandoutArguments(args), courseDirectory, calledIn));
    return 0;
  } catch (error) {
    if (error instanceof BadUsage || error instanceof Refusal) {
      console.error(error.message);
      return error instanceof Refusal ? 1 : 2;
    }
    throw error;
  }
}

function answer(request: HandoutRequest, courseDirectory: string, calledIn: string): string {
  switch (request.kind) {
    case 'help':
      return USAGE;
    case 'write': {
      const directory = request.directory ?? join(courseDirectory, 'dist', 'handout');
      return write(makeHandout(courseDirectory), resolve(calledIn, directory), request.git, calledIn);
    }
    case 'update':
      return update(makeHandout(courseDirectory), resolve(calledIn, request.directory), calledIn);
    case 'check':
      return check(makeHandout(courseDirectory), resolve(calledIn, request.directory));
    default:
      return request satisfies never;
  }
}

function write(handout: Handout, directory: string, git: boolean, calledIn: string): string {
  writeHandout(handout.files, directory);
  const commit = git ? `\ncommit ${commitAll(directory, messageOf(handout), HANDOUT_TIME)}` : '';
  if (git) refuseLeaks(handout.findLeaks(historyOf(directory), 'history'));
  return `${shown(directory, calledIn)}: ${summary(handout)}${commit}`;
}

function update(handout: Handout, directory: string, calledIn: string): string {
  const { written, removed, gone, kept } = updateHandout(handout.files, directory);
  const folder = shown(directory, calledIn);
  return [
    `${folder}: ${summary(handout)}`,
    `${written.length} written, ${removed.length} removed, ${kept.length} kept as they are.`,
    ...kept.map(({ path, why }) => `  ${path}: ${why}.`),
    '',
    'Publish it:',
    `  git -C "${folder}" add --all`,
    `  git -C "${folder}" commit -m "${messageOf(handout)}"`,
    `  git -C "${folder}" push`,
    '',
    `A fork takes it so (the first line once only):
  git remote add course URL-OF-THE-HANDOUT
  git fetch course
  git merge course/main
  pnpm install`,
    ...gone.map(
      (folder) => `  git clean -fdX ${folder}   # the course has it no more, but git leaves what was installed in it`,
    ),
    WHERE_IT_STOPS,
  ].join('\n');
}

const WHERE_IT_STOPS = `Where the merge stops with a conflict in packages/*/src: both you and the course changed that program. "git checkout --ours FILE"
keeps yours, "git diff course/main -- FILE" shows what the course has. Anywhere else: "git checkout --theirs FILE" takes the
course's; a file that is "deleted in course/main" goes by "git rm FILE". Then "git add FILE" for the others, and "git commit".`;

function check({ findLeaks, topics }: Handout, directory: string): string {
  const files = readTree(directory);
  const past = isRepository(directory) ? historyOf(directory) : [];
  refuseLeaks([...findLeaks(files), ...findLeaks(past, 'history')]);
  const history = past.length > 0 ? `, and ${past.length} objects of its history` : '';
  return `Nothing hidden in ${files.length} files${history}: looked for what stays of ${topics.length} topics and the drafts.`;
}

function refuseLeaks(leaks: readonly string[]): void {
  if (leaks.length > 0) throw new Refusal(leaks);
}

function summary({ files, topics }: Handout): string {
  return `${topics.length} topics, ${files.length} files, sha256 ${hashOfAll(files)}`;
}

function messageOf({ files }: { files: readonly HandoutFile[] }): string {
  return `Socket Lab, version ${hashOfAll(files).slice(0, 12)}`;
}

function shown(directory: string, calledIn: string): string {
  const path = relative(calledIn, directory);
  return path === '' ? '.' : path.startsWith('..') ? directory : path;
}
