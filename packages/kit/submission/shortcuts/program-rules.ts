import type { Topic } from '../../topic/topic.ts';

/** What a program may use (PROGRAMS: "Common to all", and what topic.yaml says). */
export interface ProgramRules {
  /** Modules of Node, without `node:`, that its topic does without. */
  modules: readonly string[];
  /** Globals that its topic does without. */
  globals: readonly string[];
  /** Why, as a sentence. */
  because: string;
  /** npm packages that it may import. */
  packages: readonly string[];
  /** It may start worker threads. */
  workers: boolean;
}

export function rulesFor(topic: Topic, program: string): ProgramRules {
  const { packages = [], workers = false } = topic.programs[program] ?? {};
  const { modules = [], globals = [], because = '' } = topic.forbids ?? {};
  return { modules, globals, because, packages, workers };
}
