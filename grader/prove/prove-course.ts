import { forbiddenImports, kitModules } from './imports/forbidden-imports.ts';
import { brokenLinks } from './lessons/broken-links.ts';
import { type Proof, proof } from './proof.ts';
import type { Surroundings } from './prove-topic.ts';
import { scriptFaults } from './scripts/script-faults.ts';

/** What is to be proven of the course besides its topics. */
export function proveCourse({ courseDirectory, courseFiles }: Surroundings): Proof[] {
  const pages = courseFiles.filter((file) => file.endsWith('.md') && !file.startsWith('packages/'));
  return [
    proof('scripts', 'the scripts of the packages run on every system', scriptFaults(courseDirectory, courseFiles)),
    proof('imports', 'the kit imports from below', forbiddenImports(courseDirectory, kitModules(courseFiles))),
    proof('links', 'the links of the pages lead somewhere', brokenLinks(courseDirectory, pages, courseFiles)),
  ];
}
