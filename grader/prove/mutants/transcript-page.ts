import type { MutantHeader, ProgramFacts } from './program-header.ts';

/** A mutant's golden transcript: what its student reads, word for word. */
export interface Transcript {
  /** What the page says above it: the fault, and the check that catches it. */
  about: string;
  text: string;
}

const SECTION = /^## (\S+)\n([^\n]+)\n(`{3,})text\n(.*?\n)\3$/gms;

/** Reads the transcripts of a program's mutants from `<program>.transcripts.md`, by the name in their heading. */
export function parsePage(page: string): Map<string, Transcript> {
  const sections = page.replaceAll('\r\n', '\n').matchAll(SECTION);
  return new Map([...sections].map(([, name = '', about = '', , text = '']) => [name, { about, text }]));
}

/** The page of a program's transcripts, which an author reads as the students of these mutants would. */
export function printPage(program: string, transcripts: ReadonlyMap<string, Transcript>): string {
  const sections = [...transcripts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { about, text }]) => {
      const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length + 1);
      const fence = '`'.repeat(Math.max(3, ...runs));
      return `## ${name}\n${about}\n${fence}text\n${text}${fence}\n`;
    });
  return `# What the students of ${program} read (written by \`pnpm check --update\`)\n\n${sections.join('')}`;
}

/** What stands above a mutant's transcript. */
export function aboutMutant({ fault, caughtBy }: MutantHeader): string {
  return `Fault: ${fault}. Caught by: ${caughtBy.slice(caughtBy.indexOf('/') + 1)}.`;
}

interface Mutants {
  mutants: readonly ProgramFacts<MutantHeader>[];
  transcripts: ReadonlyMap<string, unknown>;
}

/**
 * The names of the mutants whose transcript is kept: those with a diagnosis, and of each check that has none of these one
 * mutant as its example: that which is kept already, else one whose words do not vary, if there is one.
 */
export function keptTranscripts({ mutants, transcripts }: Mutants): Set<string> {
  const read = mutants.flatMap(({ name, reading }) => ('header' in reading ? [{ name, ...reading.header }] : []));
  const ofChecks = [...Map.groupBy(read, ({ caughtBy }) => caughtBy).values()];
  return new Set(
    ofChecks.flatMap((all) => {
      const diagnosed = all.filter(({ looksAs }) => looksAs !== undefined);
      if (diagnosed.length > 0) return diagnosed.map(({ name }) => name);
      const elsewhere = all.filter(({ level }) => level === undefined);
      const one =
        all.find(({ name }) => transcripts.has(name)) ??
        elsewhere.find(({ varies }) => varies === undefined) ??
        elsewhere[0] ??
        all[0];
      return one ? [one.name] : [];
    }),
  );
}
