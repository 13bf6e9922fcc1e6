import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';

export interface Lesson {
  links: { url: string; line: number }[];
  /** What stands behind `#` in a link to a place of it: its headings as GitHub names them, and ids in its HTML. */
  anchors: Set<string>;
}

export function readLesson(text: string): Lesson {
  const lesson: Lesson = { links: [], anchors: new Set() };
  const slugger = new GithubSlugger();
  const visit = (node: Nodes) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      lesson.links.push({ url: node.url, line });
    } else if (node.type === 'heading') {
      lesson.anchors.add(slugger.slug(plainText(node)));
    } else if (node.type === 'html') {
      for (const [, id = ''] of node.value.matchAll(/\s(?:id|name)="([^"]+)"/g)) lesson.anchors.add(id);
      for (const { index, 1: url = '' } of node.value.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        lesson.links.push({ url, line: line + node.value.slice(0, index).split('\n').length - 1 });
      }
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(text));
  return lesson;
}
