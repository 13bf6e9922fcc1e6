import { join, relative, resolve } from 'node:path';
import { command } from '@socket-lab/kit/commands/command';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { commitAll, historyOf, isRepository } from './git.ts';
import { type HandoutFile, hashOfAll, Refusal } from './handout-file.ts';
import { type Handout, makeHandout } from './make-handout.ts';
import { updateHandout } from './update-handout.ts';
import { HANDOUT_TIME, readTree, writeHandout } from './write-handout.ts';

const USAGE = `Usage: pnpm handout [--out DIR] [--git] | --update DIR | --check DIR

Writes the repository that students fork, from the topics that are no drafts. It is refused when anything hidden would leave.

  --out DIR     into this folder (dist/handout); an unchanged handout in it is replaced
  --git         makes it a repository with one commit, the same for the same handout
  --update DIR  brings this version into a handout that is published already; what students wrote stays
  --check DIR   writes nothing: looks through a handout as it is, its history and caches too, for what is hidden
  --help

Exit code: 0 done; 1 refused, with a line for each reason; 2 bad usage.`;

const handoutCommand = command({
  name: 'handout',
  usage: USAGE,
  options: { out: { type: 'string' }, git: { type: 'boolean' }, update: { type: 'string' }, check: { type: 'string' } },
  run({ flags, courseDirectory, workingDirectory }) {
    console.log(answer(requestOf(flags), courseDirectory, workingDirectory));
    return 0;
  },
});
export default handoutCommand;

type HandoutRequest =
  | { kind: 'write'; directory: string | undefined; git: boolean }
  | { kind: 'update' | 'check'; directory: string };

/** @throws UsageError */
export function requestOf(flags: ReturnType<typeof handoutCommand.parse>['flags']): HandoutRequest {
  const { out, git = false, update, check } = flags;
  if ([update ?? check, out ?? (git || undefined), update && check].filter((flag) => flag !== undefined).length > 1) {
    throw new UsageError('--update and --check stand alone: each works on a handout that is there already.');
  }
  if (update !== undefined) return { kind: 'update', directory: update };
  if (check !== undefined) return { kind: 'check', directory: check };
  return { kind: 'write', directory: out, git };
}

function answer(request: HandoutRequest, courseDirectory: string, calledIn: string): string {
  const directory = resolve(calledIn, request.directory ?? join(courseDirectory, 'dist', 'handout'));
  const handout = makeHandout(courseDirectory);
  switch (request.kind) {
    case 'write':
      return write(handout, directory, request.git, calledIn);
    case 'update':
      return update(handout, directory, calledIn);
    case 'check':
      return check(handout, directory);
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
