import { pathToFileURL } from 'node:url';
import { TestRunner } from 'vitest';

/**
 * Loads each suite by its own name, which Node's compile cache knows from the run before. vitest's own runner adds the time to
 * it, for a suite that is loaded again: so it is compiled at each run, and the cache grows. For a run that loads each suite once.
 */
export default class SuiteRunner extends TestRunner {
  override importFile(path: string): unknown {
    return import(pathToFileURL(path).href);
  }
}
