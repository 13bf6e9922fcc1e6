/** An address and port as one writes them: `127.0.0.1:80`; an IPv6 address in brackets, `[::1]:80` (RFC 3986 §3.2.2). */
export function addressInWords(place: string): string {
  return place.replace(/^([0-9a-f.:]*:[0-9a-f.:]*(?:%\w+)?):(\d+)$/i, '[$1]:$2').replace(/^\[::ffff:([\d.]+)\]/i, '$1');
}
