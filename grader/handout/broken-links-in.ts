import { linkFault, placesIn } from '../prove/lessons/broken-links.ts';
import { type Lesson, readLesson } from '../prove/lessons/read-lesson.ts';
import type { HandoutFile } from './handout-file.ts';

/** The links in the handout's texts that lead nowhere in it, a line each: to what stays, above all. */
export function brokenLinksIn(files: readonly HandoutFile[]): string[] {
  const places = placesIn(files.map(({ path }) => path));
  const texts = files.filter(({ path }) => path.endsWith('.md'));
  const lessons = new Map<string, Lesson>(texts.map(({ path, content }) => [path, readLesson(content.toString())]));
  return [...lessons].flatMap(([path, { links }]) =>
    links.flatMap(({ url, line }) => {
      const fault = linkFault(path, url, places, (target) => lessons.get(target)?.anchors ?? new Set());
      return fault ? [`${path}:${line}: the link to "${url}" leads nowhere in the handout: ${fault}`] : [];
    }),
  );
}
