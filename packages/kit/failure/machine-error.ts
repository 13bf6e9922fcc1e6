/** A lack of the machine's, or a fault of its disk (errno(3), getaddrinfo(3), zlib.h): where our own calls meet one, no student is to blame. */
const CODES = new Set([
  ...['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'ENOMEM', 'ENOBUFS', 'EAGAIN', 'EROFS', 'ESTALE'],
  ...['EAI_MEMORY', 'EAI_SYSTEM', 'Z_MEM_ERROR', 'ERR_MEMORY_ALLOCATION_FAILED'],
]);

export const isMachineCode = (code: string | undefined): boolean => code !== undefined && CODES.has(code);

/** Whether an error is of the machine, whoever it came to. V8 words a lack of memory in more than one way, and has no code for it. */
export function isMachineError(error: unknown): boolean {
  if (error instanceof RangeError && /allocation failed/i.test(error.message)) return true;
  return isMachineCode((error as NodeJS.ErrnoException | undefined)?.code);
}
