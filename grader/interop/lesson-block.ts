import { readFileSync } from 'node:fs';

/**
 * A fenced block of a topic's lesson, so that a test can say that it is true.
 * @param after text of the lesson; the block is the first one behind it that begins with `beginning`
 * @throws Error when there is none
 */
export function lessonBlock(topicId: string, after: string, beginning: string): string {
  const lesson = readFileSync(new URL(`../../packages/${topicId}/README.md`, import.meta.url), 'utf8');
  const start = lesson.indexOf(after);
  const blocks = lesson.slice(start).matchAll(/^```\w*\n(.*?)^```$/gms);
  for (const [, text = ''] of blocks) if (start >= 0 && text.startsWith(beginning)) return text;
  throw new Error(`packages/${topicId}/README.md has no block that begins with "${beginning}" behind "${after}".`);
}
