import { readdir } from 'node:fs/promises';
import type { Experiment } from './experiment.ts';

const QUESTIONS = new URL('questions/', import.meta.url);

/** All experiments in the order of their numbers: each file of `questions/` is one. */
export async function listExperiments(): Promise<Experiment[]> {
  const files = (await readdir(QUESTIONS)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(files.map((name) => import(new URL(name, QUESTIONS).href)));
  const experiments: Experiment[] = modules.map((module) => module.default);
  return experiments.sort((a, b) => a.number - b.number);
}
