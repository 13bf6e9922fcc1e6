/**
 * The lock file with some of its packages (`.`, `packages/echo-service`), and some dependencies of the root, `tools`. Versions
 * stay. It works on the text, so that what stays keeps the form that pnpm gave it.
 */
export function reduceLock(text: string, importers: readonly string[], tools: readonly string[]): string {
  const sections = sectionsOf(text);
  const kept = entriesOf(sections.get('importers'))
    .filter(({ key }) => importers.includes(key))
    .map((entry) => (entry.key === '.' ? { ...entry, text: withTools(entry.text, tools) } : entry));
  const snapshots = new Map(entriesOf(sections.get('snapshots')).map((entry) => [entry.key, entry]));
  const needed = new Set<string>();
  const need = (id: string) => {
    const snapshot = snapshots.get(id);
    if (needed.has(id) || !snapshot) return;
    needed.add(id);
    for (const each of dependenciesIn(snapshot.text)) need(each);
  };
  for (const entry of kept) for (const each of installedIn(entry.text)) need(each);
  const versions = new Set([...needed].map((id) => id.replace(/\(.*$/, '')));
  const bodies: Record<string, Entry[]> = {
    importers: kept,
    packages: entriesOf(sections.get('packages')).filter(({ key }) => versions.has(key)),
    snapshots: [...snapshots.values()].filter(({ key }) => needed.has(key)),
  };
  sections.delete('overrides'); // as the handout's pnpm-workspace.yaml does
  const parts = [...sections].map(([name, whole]) => {
    const body = bodies[name];
    return body ? `${name}:\n\n${body.map((entry) => entry.text).join('\n\n')}` : whole;
  });
  return `${parts.join('\n\n')}\n`;
}

interface Entry {
  key: string;
  text: string;
}

function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/\n(?=[a-zA-Z])/).map((part) => part.trimEnd());
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}

/** The entries of a part: what is indented by two blanks begins one. */
function entriesOf(section = ''): Entry[] {
  return section
    .split(/\n(?= {2}\S)/)
    .slice(1)
    .map((text) => ({ key: unquoted(/^ {2}(.*?):(?: \{\})?$/m.exec(text)?.[1] ?? ''), text: text.trimEnd() }));
}

function withTools(entry: string, tools: readonly string[]): string {
  return entry
    .split(/\n(?= {6}\S)/)
    .filter((part, index) => index === 0 || tools.includes(unquoted(/^ {6}(.*):$/m.exec(part)?.[1] ?? '')))
    .join('\n');
}

/** What a package of the workspace has installed: `vitest@5.1.1(…)`. */
function installedIn(importer: string): string[] {
  const found = importer.matchAll(/^ {6}(.*):\n {8}specifier: .*\n {8}version: (.*)$/gm);
  return [...found].map(([, name = '', version = '']) => idOf(unquoted(name), unquoted(version)));
}

function dependenciesIn(snapshot: string): string[] {
  const parts = snapshot.split(/\n(?= {4}\S)/).filter((part) => /^ {4}(?:optionalD|d)ependencies:/.test(part));
  const lines = parts.flatMap((part) => [...part.matchAll(/^ {6}(.*?): (.*)$/gm)]);
  return lines.map(([, name = '', version = '']) => idOf(unquoted(name), unquoted(version)));
}

/** An alias is written with the name that it stands for: `npm-name@1.0.0`. */
function idOf(name: string, version: string): string {
  return /^\d/.test(version) ? `${name}@${version}` : version;
}

function unquoted(text: string): string {
  return text.replace(/^'(.*)'$/, '$1').replaceAll("''", "'");
}
