import { createVitest } from 'vitest/node';
import type { CheckTarget } from '../check/target.ts';
import type { CheckDeclaration } from '../check/types.ts';
import type { Topic } from '../topic/topic.ts';
import { vitestOptions } from './vitest-options.ts';

/**
 * The checks that a topic's suites declare, without running any: public ones first.
 * @throws Error when a suite does not load.
 */
export async function listChecks(topic: Topic, suites: 'public' | 'all' = 'all'): Promise<CheckDeclaration[]> {
  const target: CheckTarget = { name: '', topic, programs: [], isolation: 'none', debug: false, seed: 0 };
  const { exitCode } = process;
  const vitest = await createVitest(vitestOptions({ topic, targets: [target], suites, reporter: {} }));
  try {
    const { testModules, unhandledErrors } = await vitest.collect([], { staticParse: false });
    const [error] = [...testModules.flatMap((module) => module.errors()), ...unhandledErrors] as Error[];
    if (error) throw new Error(`The suites of ${topic.id} do not load: ${error.message}`);
    const checks = testModules.flatMap((module) => [...module.children.allTests()]).map((test) => test.meta().check);
    return checks.filter((check) => check !== undefined);
  } finally {
    await vitest.close();
    process.exitCode = exitCode; // vitest sets it
  }
}
