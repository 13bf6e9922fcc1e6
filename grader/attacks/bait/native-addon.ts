import { createRequire } from 'node:module';

/** A native addon that is on every machine that has the grader: that of its parser, absolute. */
export function nativeAddon(): string {
  const parser = createRequire(createRequire(import.meta.url).resolve('oxc-parser'));
  const libc = process.platform === 'linux' ? '-gnu' : '';
  return parser.resolve(`@oxc-parser/binding-${process.platform}-${process.arch}${libc}`);
}
