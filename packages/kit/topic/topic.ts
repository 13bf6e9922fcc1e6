import type { Limits, ProgramLimits } from '../confine/limits.ts';

/** A topic as `topic.yaml` describes it, and where its files are. */
export interface Topic {
  /** The folder's name, which is the package's name: `echo-service`. */
  id: string;
  /** The topic's folder, absolute. */
  directory: string;
  title: string;
  /** Its place among the lessons, from 1; those without one come last, by name. */
  lesson?: number;
  /** Not finished: no part of a class, and not proven by `pnpm check` unless it is named. */
  draft?: boolean;
  /** By name, in the order of topic.yaml. */
  programs: Record<string, TopicProgram>;
  quiz?: { points: number };
  /** What of Node its programs do without, since it would do their work. */
  forbids?: Forbids;
  /** Where they differ from the course's. */
  limits?: Partial<Limits>;
  /** Those of the course, where they differ from the usual ones. */
  courseLimits?: Partial<Limits>;
}

/** A shortcut past the lesson: who takes one fails every check of that program. */
interface Forbids {
  /** Modules of Node, without `node:`, and all that they are made of. */
  modules?: string[];
  /** What needs no import: `fetch`. */
  globals?: string[];
  /** Why, as a sentence for the student. */
  because: string;
}

/** A program as `topic.yaml` describes it. */
export interface TopicProgram {
  /** What it is in the student's words: `the echo server`. */
  title: string;
  /** The transport whose port it is given. */
  transport: 'tcp' | 'udp' | 'none';
  /** A server's ready line, with the words HOST and PORT where these stand; a program without one is not awaited. */
  ready?: string;
  /** Short words for each gap, by number. */
  gaps: Record<number, string>;
  /** npm packages that the program may import, when the contract names one: `ntp-time`. */
  packages?: string[];
  /** It may start worker threads. */
  workers?: boolean;
  /** Files outside its own folder that the program may read, relative to the topic: `services.txt`. */
  reads?: string[];
  /** Where it needs other limits than the topic's. */
  limits?: Partial<ProgramLimits>;
}
