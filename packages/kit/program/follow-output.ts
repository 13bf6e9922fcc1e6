import { StringDecoder } from 'node:string_decoder';
import type { Output } from './output.ts';

/**
 * Follows what a program prints, as it comes, up to the end of the stream.
 * @param tell gets text that no character is cut in: several lines, or a part of one
 */
export async function followOutput(output: Output, tell: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  for (let told = 0; ; ) {
    const bytes = output.bytes();
    const text = decoder.write(bytes.subarray(told));
    told = bytes.length;
    if (text !== '') tell(text);
    if (output.hasEnded) return;
    await output.change.next;
  }
}
