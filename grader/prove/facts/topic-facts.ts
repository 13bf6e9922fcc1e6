import type { Topic } from '@socket-lab/kit/topic/topic';
import type { MutantHeader, ProgramFacts, VariantHeader } from '../mutants/program-header.ts';
import type { Transcript } from '../mutants/transcript-page.ts';

/** Everything that the files of a topic say, before any program has run. Paths count from the course's folder. */
export interface TopicFacts {
  id: string;
  topic: Topic | { fault: string };
  /** Every file in its folder, relative to that, with slashes. */
  files: string[];
  packageJson?: string;
  /** `gaps`: their numbers. */
  solutions: { program: string; file: string; text: string; gaps: number[] }[];
  /** A line for each starter that is not what its solution says. */
  staleStarters: string[];
  mutants: ProgramFacts<MutantHeader>[];
  variants: ProgramFacts<VariantHeader>[];
  transcripts: Map<string, Transcript>;
  /**
   * This machine is not one on which transcripts are written and read. How fast it is decides what some mutants come to
   * before they are caught: a golden transcript need only give the same advice (where to look, and the hint).
   */
  isElsewhere?: boolean;
}
