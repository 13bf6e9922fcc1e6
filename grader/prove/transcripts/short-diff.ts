/** How many lines of each side a diff shows. */
const SHOWN = 6;

/** Where two texts differ, from the first line that differs to the last: `-` the lines of `before`, `+` those of `after`. */
export function shortDiff(before: string, after: string): string[] {
  const old = before.trimEnd().split('\n');
  const now = after.trimEnd().split('\n');
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [
    `line ${start + 1}:`,
    ...shown('-', old.slice(start, old.length - end)),
    ...shown('+', now.slice(start, now.length - end)),
  ];
}

function shown(sign: string, lines: string[]): string[] {
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN).map((line) => `${sign} ${line}`),
    ...(more > 0 ? [`${sign} … and ${more} more`] : []),
  ];
}
