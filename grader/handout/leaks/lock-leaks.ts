import { parseYaml } from '@socket-lab/kit/topic/parse-yaml';
import type { HandoutFile } from '../handout-file.ts';

/** What a lock file says of packages that do not leave with it: a finding each, with its place. */
export function lockLeaks(files: readonly HandoutFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter(({ path }) => path.split('/').at(-1) === 'pnpm-lock.yaml')
    .flatMap(({ path, content }) => {
      const { value, place, fault } = parseYaml(content.toString(), path);
      if (fault) return [fault];
      const { importers = {} } = (value ?? {}) as { importers?: object };
      return Object.keys(importers)
        .filter((importer) => !paths.has(importer === '.' ? 'package.json' : `${importer}/package.json`))
        .map((importer) => `${place(['importers', importer])}: names ${importer}, which does not leave.`);
    });
}
