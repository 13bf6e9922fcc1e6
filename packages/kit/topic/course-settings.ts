import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { UsageError } from '../text/usage-error.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Where a course keeps its settings: `course.yaml` does not leave with a handout, whose `package.json` has those that its
 * students need.
 */
const FILES = ['course.yaml', 'package.json'];

/**
 * A setting of the course, as its instructors and its students have it; `undefined` where it says nothing.
 * @throws UsageError with one line that names the file, the place and the fault
 */
export function courseSetting<T>(courseDirectory: string, name: string, schema: z.ZodType<T>): T | undefined {
  const file = FILES.find((each) => existsSync(join(courseDirectory, each)));
  if (file === undefined) return undefined;
  const { value, fault, place } = parseYaml(readFileSync(join(courseDirectory, file), 'utf8'), file); // JSON is YAML, too
  if (fault !== undefined) throw new UsageError(fault);
  const setting = (value as Record<string, unknown> | undefined)?.[name];
  if (setting === undefined) return undefined;
  const parsed = schema.safeParse(setting);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [name, ...(issue?.path ?? [])];
  throw new UsageError(`${place(path)}: ${path.join('.')}: ${issue?.message}`);
}
