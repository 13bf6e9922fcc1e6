const SIGNS: Record<string, string> = { '“': '"', '”': '"', '’': "'", '…': '...', '·': '-', '×': 'x' };

/** Our own text with ASCII in the place of its typographic signs. What a student wrote is left alone. */
export function asciiText(text: string): string {
  return text.replace(/[“”’…·×]/g, (sign) => SIGNS[sign] ?? sign);
}
