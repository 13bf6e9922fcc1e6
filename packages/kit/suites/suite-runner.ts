import { pathToFileURL } from 'node:url';
import { TestRunner } from 'vitest';

/**
 * Loads each suite by its own name, so that Node's compile cache knows it from the run before: every run is a thread of its own.
 * vitest adds the time to the name, for a suite that is loaded again there; so each run would add to the cache, and none use it.
 */
export default class SuiteRunner extends TestRunner {
  override importFile(path: string): unknown {
    return import(pathToFileURL(path).href);
  }
}
