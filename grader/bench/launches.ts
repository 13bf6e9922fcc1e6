import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { DEFAULT_LIMITS } from '@socket-lab/kit/confine/limits';
import { isRoot, OWN_UID } from '@socket-lab/kit/confine/unprivileged';
import { Program } from '@socket-lab/kit/program/program';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuites } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { execa } from 'execa';
import { nodeOf, openRunFolder } from '../jobs/confined/run-folder.ts';
import { median } from './timing.ts';

type LevelCost = { level: Isolation; ms: number; ratio: number };

/** What a launch of an empty program costs at every level: medians of launches in turn, without the first round. */
export async function levelCosts(levels: readonly Isolation[], rounds: number): Promise<LevelCost[]> {
  using folder = openRunFolder();
  const app = join(folder.path, 'app');
  mkdirSync(app);
  const script = join(app, 'empty.mjs');
  writeFileSync(script, '');
  if (isRoot()) chownSync(app, OWN_UID, OWN_UID);
  const times: Record<string, number>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const inRound: Record<string, number> = {};
    for (const isolation of levels) inRound[isolation] = await launch(script, isolation, nodeOf(folder.path));
    if (round > 0) times.push(inRound);
  }
  const of = (level: Isolation) => times.map((each) => each[level] ?? Number.NaN);
  const ratios = (level: Isolation) => times.map((each) => (each[level] ?? Number.NaN) / (each.none ?? Number.NaN));
  return levels.map((level) => ({ level, ms: median(of(level)), ratio: median(ratios(level)) }));
}

async function launch(script: string, isolation: Isolation, node: string): Promise<number> {
  const begin = performance.now();
  const program = new Program({
    name: 'empty',
    script,
    args: [],
    isolation,
    reads: [],
    workers: false,
    node,
    limits: DEFAULT_LIMITS,
    port: 0,
    transport: 'none',
    readyTemplate: undefined,
  });
  const { code } = await program.ended;
  if (code !== 0)
    throw new Error(`An empty program ended with ${code} at level ${isolation}: ${program.stderr.text()}`);
  return performance.now() - begin;
}

/** Seconds that launches of an empty program take, `atATime` at once: the floor for a grader. */
export async function launchFloor(launches: number, atATime: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'socket-lab-bench-'));
  try {
    const script = join(folder, 'empty.mjs');
    await writeFile(script, '');
    let left = launches;
    const worker = async () => {
      while (left-- > 0) await execa(process.execPath, [script], { stdio: 'ignore' });
    };
    const begin = performance.now();
    await Promise.all(Array.from({ length: atATime }, worker));
    return (performance.now() - begin) / 1000;
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function countLaunches(topicDirectory: string, folder: string): Promise<number> {
  const topic = readTopic(topicDirectory);
  const stagedDirectory = join(folder, 'staged');
  const staged = await stagePrograms({ topic, sourceDirectory: join(topicDirectory, 'solution'), stagedDirectory });
  const { outcomes } = await runSuites({ topic, suites: 'all', ...staged, isolation: 'node' });
  return Object.values(outcomes).reduce((sum, { launches = 0 }) => sum + launches, 0);
}
