/** Largest source file that is compiled, in bytes (DESIGN §7): compilers are soft on larger ones. Collection takes no larger file. */
export const SOURCE_LIMIT_BYTES = 64 * 1024;
