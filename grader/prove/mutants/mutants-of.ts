import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '@socket-lab/kit/text/nearest';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { topicFolders } from '../../starters/topic-folders.ts';
import type { MutantHeader, ProgramFacts } from './program-header.ts';
import { readMutants } from './read-mutants.ts';

/** A mutant as a program, with its topic. */
export interface TopicMutant extends ProgramFacts<MutantHeader> {
  topic: string;
}

/**
 * The mutants of topics, rebuilt; what is wrong with one is in its reading.
 * @param topics their names; all of them when left out
 * @throws UsageError when there is no such topic
 */
export function mutantsOf(courseDirectory: string, topics: readonly string[] = []): TopicMutant[] {
  return topicFolders(courseDirectory, topics).flatMap((topic) => {
    const solutions = join(courseDirectory, 'packages', topic, 'solution');
    const programs = existsSync(solutions) ? readdirSync(solutions).map((file) => basename(file, '.ts')) : [];
    return readMutants(courseDirectory, topic, programs).map((mutant) => ({ topic, ...mutant }));
  });
}

/**
 * The one mutant with this name.
 * @param name `server/first-chunk-only`
 * @throws UsageError when there is none, or one in several topics
 */
export function mutantNamed(mutants: readonly TopicMutant[], name: string): TopicMutant {
  const [mutant, ...others] = mutants.filter((each) => each.name === name);
  if (!mutant) {
    const near = nearest(name, [...new Set(mutants.map((each) => each.name))]);
    const help = near === undefined ? 'A name is PROGRAM/FAULT: server/first-chunk-only.' : `Did you mean ${near}?`;
    throw new UsageError(`There is no mutant "${name}". ${help}`);
  }
  if (others.length > 0) {
    const topics = [mutant, ...others].map(({ topic }) => topic);
    throw new UsageError(
      `"${name}" is a mutant of ${topics.join(', ')}. Name one: pnpm check ${topics[0]} --show ${name}`,
    );
  }
  return mutant;
}

/**
 * Writes mutants into a folder, `<topic>/<program>-<fault>.ts`.
 * @returns the paths
 * @throws UsageError when that cannot be
 */
export function writeMutants(mutants: readonly TopicMutant[], folder: string): string[] {
  return mutants.map(({ topic, name, text }) => {
    const path = resolve(folder, topic, `${name.replace('/', '-')}.ts`);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } catch (error) {
      throw new UsageError(`Cannot write ${path}: ${(error as Error).message}`);
    }
    return path;
  });
}
