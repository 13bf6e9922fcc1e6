import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Limits } from '../confine/limits.ts';
import { limitsSchema } from '../confine/limits-schema.ts';
import { UsageError } from '../text/usage-error.ts';
import { courseSetting, parseYaml } from './parse-yaml.ts';
import { type Topic, topicSchema } from './topic.ts';

/** @param courseLimits the course's, when left out @throws UsageError that names the file, the place and the fault */
export function readTopic(directory: string, courseLimits = limitsAround(resolve(directory))): Topic {
  const id = basename(resolve(directory));
  const name = `packages/${id}/topic.yaml`;
  const yaml = parseYaml(readText(join(directory, 'topic.yaml'), name), name);
  if (yaml.fault) throw new UsageError(yaml.fault);
  const parsed = topicSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    throw new UsageError(`${yaml.place(path)}: ${path.join('.') || 'the file'}: ${message}`);
  }
  return { id, directory: resolve(directory), ...parsed.data, ...(courseLimits && { courseLimits }) };
}

function limitsAround(directory: string): Partial<Limits> | undefined {
  const packages = dirname(directory);
  return basename(packages) === 'packages' ? courseSetting(dirname(packages), 'limits', limitsSchema) : undefined;
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
