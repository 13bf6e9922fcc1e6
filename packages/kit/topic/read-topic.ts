import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Limits, limitsSchema, programLimitsSchema } from '../confine/limits.ts';
import { UsageError } from '../text/usage-error.ts';
import { courseSetting } from './course-settings.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Topic } from './topic.ts';

const gaps = z.record(z.coerce.number().int().positive(), z.string().min(1));

const program = z.strictObject({
  title: z.string().min(1),
  transport: z.enum(['tcp', 'udp', 'none']),
  ready: z
    .string()
    .refine((line) => line.includes('HOST') && line.includes('PORT'), 'the ready line needs the words HOST and PORT')
    .optional(),
  gaps,
  reads: z.array(z.string()).optional(),
  packages: z.array(z.string()).optional(),
  workers: z.boolean().optional(),
  limits: programLimitsSchema.optional(),
});

const forbids = z.strictObject({
  modules: z.array(z.string().refine(isModuleOfNode, 'a module of Node, without "node:"')).optional(),
  globals: z.array(z.string().regex(/^[A-Za-z]+$/, 'the name of a global')).optional(),
  because: z.string().endsWith('.', 'a sentence'),
});

const schema = z.strictObject({
  title: z.string().min(1),
  lesson: z.number().int().positive().optional(),
  draft: z.boolean().optional(),
  programs: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens only'), program)
    .refine((programs) => Object.keys(programs).length > 0, 'a topic has at least one program')
    .refine((programs) => !('quiz' in programs), 'no program is called "quiz": the checks of the quiz are'),
  quiz: z.strictObject({ points: z.number().int().positive() }).optional(),
  forbids: forbids.optional(),
  limits: limitsSchema.optional(),
});

/**
 * Reads and validates `topic.yaml` in a topic's folder.
 * @param courseLimits those of the course that the folder stands in, when left out
 * @throws UsageError with one line that names the file, the place and the fault.
 */
export function readTopic(directory: string, courseLimits = limitsAround(resolve(directory))): Topic {
  const id = basename(resolve(directory));
  const name = `packages/${id}/topic.yaml`;
  const yaml = parseYaml(readText(join(directory, 'topic.yaml'), name), name);
  if (yaml.fault) throw new UsageError(yaml.fault);
  const parsed = schema.safeParse(yaml.value);
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    throw new UsageError(`${yaml.place(path)}: ${path.join('.') || 'the file'}: ${message}`);
  }
  return { id, directory: resolve(directory), ...parsed.data, ...(courseLimits && { courseLimits }) } as Topic;
}

function limitsAround(directory: string): Partial<Limits> | undefined {
  const packages = dirname(directory);
  return basename(packages) === 'packages' ? courseSetting(dirname(packages), 'limits', limitsSchema) : undefined;
}

function isModuleOfNode(name: string): boolean {
  return !name.startsWith('node:') && isBuiltin(name);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${name} cannot be read (${code}). Every topic has one; copy that of another topic and change its words.`,
    );
  }
}
