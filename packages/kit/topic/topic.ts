import { isBuiltin } from 'node:module';
import { z } from 'zod';
import type { Limits } from '../confine/limits.ts';
import { limitsSchema, programLimitsSchema } from '../confine/limits-schema.ts';

const programSchema = z.strictObject({
  /** What it is in the student's words: `the echo server`. */
  title: z.string().min(1),
  /** The transport whose port it is given. */
  transport: z.enum(['tcp', 'udp', 'none']),
  /** A server's ready line, with the words HOST and PORT where these stand; a program without one is not awaited. */
  ready: z
    .string()
    .refine((line) => line.includes('HOST') && line.includes('PORT'), 'the ready line needs the words HOST and PORT')
    .optional(),
  /** Short words for each gap, by number. */
  gaps: z.record(z.coerce.number().int().positive(), z.string().min(1)),
  /** npm packages that the program may import, when the contract names one: `ntp-time`. */
  packages: z.array(z.string()).optional(),
  /** It may start worker threads. */
  workers: z.boolean().optional(),
  /** Files outside its own folder that the program may read, relative to the topic: `services.txt`. */
  reads: z.array(z.string()).optional(),
  /** Where it needs other limits than the topic's. */
  limits: programLimitsSchema.optional(),
});

const forbidsSchema = z.strictObject({
  /** Modules of Node, without `node:`, and all that they are made of. */
  modules: z.array(z.string().refine(isModuleOfNode, 'a module of Node, without "node:"')).optional(),
  /** What needs no import: `fetch`. */
  globals: z.array(z.string().regex(/^[A-Za-z]+$/, 'the name of a global')).optional(),
  /** Why, as a sentence for the student. */
  because: z.string().endsWith('.', 'a sentence'),
});

/** What stands in a `topic.yaml`. */
export const topicSchema = z.strictObject({
  title: z.string().min(1),
  /** Its place among the lessons, from 1; those without one come last, by name. */
  lesson: z.number().int().positive().optional(),
  /** Not finished: no part of a class, and not proven by `pnpm check` unless it is named. */
  draft: z.boolean().optional(),
  /** By name, in the order of topic.yaml. */
  programs: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens only'), programSchema)
    .refine((programs) => Object.keys(programs).length > 0, 'a topic has at least one program')
    .refine((programs) => !('quiz' in programs), 'no program is called "quiz": the checks of the quiz are'),
  quiz: z.strictObject({ points: z.number().int().positive() }).optional(),
  /** What of Node its programs do without, since it would do their work. */
  forbids: forbidsSchema.optional(),
  /** Where they differ from the course's. */
  limits: limitsSchema.optional(),
});

/** A topic as `topic.yaml` describes it, and where its files are. */
export interface Topic extends z.infer<typeof topicSchema> {
  /** The folder's name, which is the package's name: `echo-service`. */
  id: string;
  /** The topic's folder, absolute. */
  directory: string;
  /** The limits of the course, where they differ from the usual ones. */
  courseLimits?: Partial<Limits>;
}

/** A shortcut past the lesson: who takes one fails every check of that program. */
export type Forbids = z.infer<typeof forbidsSchema>;

/** A program as `topic.yaml` describes it. */
export type TopicProgram = z.infer<typeof programSchema>;

function isModuleOfNode(name: string): boolean {
  return !name.startsWith('node:') && isBuiltin(name);
}
