import { UsageError } from '../text/usage-error.ts';

/** What vitest takes for a part of an address, or decodes: it then looks for the suites elsewhere. */
const UNUSABLE = /[#?*]|%[0-9a-f]{2}/i;

/** @throws UsageError when the suites of a topic cannot be run where it is */
export function expectUsablePath(directory: string): void {
  const part = UNUSABLE.exec(directory)?.[0];
  if (part === undefined) return;
  throw new UsageError(
    `No check can run below a folder with "${part}" in its name: ${directory}. Move the course, or rename the folder.`,
  );
}
