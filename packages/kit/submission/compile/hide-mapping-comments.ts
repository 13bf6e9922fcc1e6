const WORD = 'sourceMappingURL';

/**
 * Hides the word by which esbuild is told of a source map: it would read whatever file a student names there, and quote
 * it when that is no map (`//# sourceMappingURL=/etc/passwd`). Another word of the same length stands in its place, so
 * that all columns stay, and `show` puts it back where it was no comment.
 */
export function hideMappingComments(source: string): { hidden: string; show: (code: string) => string } {
  if (!source.includes(WORD)) return { hidden: source, show: (code) => code };
  let number = 0;
  const word = () => `labHidden${String(number).padStart(WORD.length - 'labHidden'.length, '0')}`;
  while (source.includes(word())) number++;
  const hides = word();
  return { hidden: source.replaceAll(WORD, hides), show: (code) => code.replaceAll(hides, WORD) };
}
