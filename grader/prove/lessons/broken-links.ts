import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Lesson, readLesson } from './read-lesson.ts';

/** A line for each link in these Markdown files that leads nowhere within the course. Other sites are not looked at. */
export function brokenLinks(
  courseDirectory: string,
  files: readonly string[],
  courseFiles: readonly string[],
): string[] {
  const places = placesIn(courseFiles);
  const lessons = new Map<string, Lesson>();
  const lesson = (file: string): Lesson => {
    const known = lessons.get(file) ?? readLesson(readFileSync(join(courseDirectory, file), 'utf8'));
    lessons.set(file, known);
    return known;
  };
  return files.flatMap((file) =>
    lesson(file).links.flatMap(({ url, line }) => {
      const fault = linkFault(file, url, places, (target) => lesson(target).anchors);
      return fault ? [`${file}:${line}: the link to "${url}" leads nowhere: ${fault}`] : [];
    }),
  );
}

export function placesIn(courseFiles: readonly string[]): ReadonlySet<string> {
  return new Set(courseFiles.flatMap(withFolders));
}

export function linkFault(
  file: string,
  url: string,
  places: ReadonlySet<string>,
  anchorsOf: (file: string) => ReadonlySet<string>,
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return undefined;
  const [path = '', anchor] = decode(url).split('#', 2);
  if (path.startsWith('/')) return 'write it relative to this file.';
  const target = path === '' ? file : posix.join(posix.dirname(file), path).replace(/\/$/, '');
  if (target.startsWith('..')) return 'it is outside the course.';
  if (!places.has(target)) return `there is no ${target}.${otherCase(target, places)}`;
  if (!anchor || !target.endsWith('.md')) return undefined;
  return anchorsOf(target).has(anchor) ? undefined : `${target} has no heading "#${anchor}".`;
}

/** A name that differs in capitals works on some machines only, so it does not count. */
function otherCase(target: string, places: ReadonlySet<string>): string {
  const same = [...places].find((place) => place.toLowerCase() === target.toLowerCase());
  return same === undefined ? '' : ` The name is ${same}.`;
}

function withFolders(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? [file, '.'] : [file, ...withFolders(folder)];
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
