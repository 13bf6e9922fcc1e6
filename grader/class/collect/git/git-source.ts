export interface GitSource {
  url: string; // As git takes it.
  shown: string; // How messages name it: without what may be secret in it.
  protocol: string; // `https`, `ssh`, `file`, `ext` …: as course.yaml lists them.
  revision?: string; // A branch, a tag or a whole commit id; the repository's own branch when there is none.
}

/** `git@host:owner/repository.git`, which git takes for ssh (git-clone(1), "GIT URLS"). */
const LIKE_SCP = /^([a-z0-9_][\w.-]*@[a-z0-9][\w.-]*|[a-z0-9][\w-]*(\.[\w-]+)+):(?!\/\/)[^:]/i;
const SCHEME = /^([a-z][a-z0-9+-]+):/i; // `https://…`, `file:…`, and `ext::…`, which starts a program.

/** A source of the roster that names a repository, `https://host/owner/lab.git#branch`; `undefined` when it does not. */
export function parseGitSource(source: string): GitSource | undefined {
  const protocol = LIKE_SCP.test(source) ? 'ssh' : SCHEME.exec(source)?.[1]?.toLowerCase();
  if (protocol === undefined) return undefined;
  const hash = protocol === 'ext' ? -1 : source.lastIndexOf('#');
  const url = hash === -1 ? source : source.slice(0, hash);
  const revision = hash === -1 ? '' : source.slice(hash + 1);
  const shown = withoutSecrets(source).replace(hash === -1 ? '' : /#.*$/s, '');
  return { url, shown, protocol, ...(revision !== '' && { revision }) };
}

/** What is wrong with a repository's source, as the rest of a sentence that begins with it; `undefined` when it is right. */
export function faultOfGitSource(source: GitSource, protocols: readonly string[]): string | undefined {
  const { url, protocol, revision } = source;
  if (!protocols.includes(protocol)) {
    const allowed = protocols.join(', ');
    return `is reached by ${protocol}:, and course.yaml allows ${allowed || 'nothing'}. Name another, or allow it there`;
  }
  if (/[\p{Cc}\p{Zs}]/u.test(protocol === 'ext' ? '' : url)) return 'has a blank in it. Write it as %20';
  if (!LIKE_SCP.test(url) && ['https', 'http', 'ssh', 'git'].includes(protocol) && !hasHost(url)) {
    return 'names no host. Write it as https://host/owner/repository.git';
  }
  if (revision !== undefined && !isRevision(revision)) return 'names no branch, tag or commit after its "#". Mend that';
  return undefined;
}

/** A host as git and ssh see it too: one that begins with a dash would be a flag. */
function hasHost(url: string): boolean {
  return /^[a-z]+:\/\/([^/@\s-][^/@\s]*@)?(\[[0-9a-f:.]+\]|[a-z0-9][\w.-]*)(:\d+)?\//i.test(url);
}

/** As git-check-ref-format(1) has it. */
function isRevision(revision: string): boolean {
  return /^(?!.*(\.\.|@\{|\/\/|\/\.|\.lock$|[/.]$))[^-./\s~^:?*[\\\p{Cc}][^\s~^:?*[\\\p{Cc}]*$/u.test(revision);
}

/** Without user and password where they may be a token, and without a query. */
function withoutSecrets(source: string): string {
  const plain = source.replace(/^([a-z][a-z0-9+.-]*:+\/\/)([^/]*)@/i, (_, scheme: string, user: string) => {
    const isPlainUser = scheme.toLowerCase().startsWith('ssh') && !user.includes(':');
    return isPlainUser ? `${scheme}${user}@` : scheme;
  });
  return plain.replace(/\?[^#]*/, '');
}
