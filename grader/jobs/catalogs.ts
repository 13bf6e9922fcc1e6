import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import { withinDeadline } from '@socket-lab/kit/program/deadline';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { z } from 'zod';
import { turboEnvironment } from './run-turbo.ts';
import { seal, unseal } from './sealed.ts';

const LIST_MS = 120_000; // What it takes to list all topics, many times over, in patient milliseconds (deadline.ts).
const checkDeclaration = z.object({
  id: z.string(),
  title: z.string(),
  program: z.string(),
  gap: z.number().optional(),
  reaches: z.number().optional(),
  points: z.number(),
  hint: z.string(),
  strongerHint: z.string().optional(),
  needs: z.string().optional(),
  visibility: z.enum(['public', 'hidden']),
}) satisfies z.ZodType<CheckDeclaration>;

const CATALOG_MAIN = fileURLToPath(new URL('catalog-main.ts', import.meta.url));

export interface Catalogs {
  /** The checks of each topic by its id, in the order of the suites. A topic whose suites do not load has none here. */
  catalogs: Map<string, CheckDeclaration[]>;
  faults: Map<string, string>; // Why a topic has no catalog, by its id.
}

/** What catalog-main.ts tells of each topic. */
export type Listed = { topic: string; checks: CheckDeclaration[] } | { topic: string; fault: string };

interface ReadOptions {
  repository: string;
  compileCache: string;
  signal?: AbortSignal | undefined;
}

/**
 * The checks of topics, each listed once for a lock, and kept in `.grade/catalogs`.
 * @param topics with their locks' digests. @throws the system's error when they cannot be kept
 */
export async function readCatalogs(
  topics: ReadonlyMap<Topic, string>,
  { repository, compileCache, signal }: ReadOptions,
): Promise<Catalogs> {
  const folder = join(repository, '.grade', 'catalogs');
  mkdirSync(folder, { recursive: true });
  const found: Catalogs = { catalogs: new Map(), faults: new Map() };
  const missing = [...topics].filter(([{ id }, digest]) => {
    const checks = readKept(join(folder, fileOf(id, digest)));
    if (checks) found.catalogs.set(id, checks);
    return !checks;
  });
  if (missing.length === 0) return found;
  const digests = new Map(missing.map(([{ id }, digest]) => [id, digest]));
  for (const id of digests.keys()) found.faults.set(id, 'Its checks could not be listed.');
  const env = { ...turboEnvironment(), NODE_COMPILE_CACHE: compileCache };
  const directories = missing.map(([{ directory }]) => directory);
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const lister = fork(CATALOG_MAIN, directories, { env, execArgv: [], stdio: [...stdio], ...(signal && { signal }) });
  lister.on('error', () => {}); // the signal's, or it could not be started: the faults stand
  const lists: Listed[] = [];
  lister.on('message', (listed: Listed) => lists.push(listed));
  const closed = once(lister, 'close').catch(() => {});
  const hasClosed = await withinDeadline(
    closed.then(() => true),
    LIST_MS,
  );
  if (!hasClosed) lister.kill('SIGKILL');
  await closed;
  for (const listed of lists) {
    const { topic } = listed;
    if ('fault' in listed) {
      found.faults.set(topic, listed.fault);
      continue;
    }
    found.faults.delete(topic);
    found.catalogs.set(topic, listed.checks);
    keep(folder, topic, digests.get(topic) ?? '', listed.checks);
  }
  return found;
}

const kept = z.object({ checks: z.array(checkDeclaration) });
const fileOf = (topic: string, digest: string): string => `${topic}-${digest}.json`;

function readKept(path: string): CheckDeclaration[] | undefined {
  try {
    return kept.parse(unseal(readFileSync(path, 'utf8'))).checks;
  } catch {
    return undefined;
  }
}

/** Those of other locks go: a topic has one at a time. */
function keep(folder: string, topic: string, digest: string, checks: CheckDeclaration[]): void {
  const file = fileOf(topic, digest);
  const isOfTopic = (name: string) => name.startsWith(`${topic}-`) && name.length === file.length;
  for (const name of readdirSync(folder).filter(isOfTopic))
    rmSync(join(folder, name), { recursive: true, force: true });
  writeAtomically(join(folder, file), seal({ checks }));
}
