#!/usr/bin/env bash
# The third form of an HTTP date, "Sun Nov  6 08:49:37 1994", on a machine that is not set to UTC.
# Packages: http-cache-semantics 4.3.0, fresh 2.0.0, node 24.21.0
# Guess: the same moment as in the usual form, whatever the time zone.
# Seen: both libraries read it as local time: in New York it is five hours late, so a valid copy is stale, and 304
#   becomes 200.
# Source: RFC 9110 §5.6.7: all three forms must be accepted, and a date without a zone is in UTC; ECMA-262 leaves it
#   to Date.parse().
# Why it matters: the form is what asctime() writes, so it is what a server in C sends by mistake; on a CI machine in
#   UTC all is well.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 http-cache-semantics@4.3.0 fresh@2.0.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import CachePolicy from 'http-cache-semantics';
import fresh from 'fresh';

const dates = { usual: 'Sun, 06 Nov 1994 08:49:37 GMT', asctime: 'Sun Nov  6 08:49:37 1994' };
for (const zone of ['UTC', 'America/New_York']) {
  process.env.TZ = zone;
  for (const [form, date] of Object.entries(dates)) {
    const policy = new CachePolicy({ url: '/', headers: {} }, { status: 200, headers: { date } });
    const same = fresh({ 'if-modified-since': dates.usual }, { 'last-modified': date });
    console.log(zone, form, new Date(policy.date()).toISOString(), same ? 'fresh' : 'stale');
  }
}
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
UTC usual 1994-11-06T08:49:37.000Z fresh
UTC asctime 1994-11-06T08:49:37.000Z fresh
America/New_York usual 1994-11-06T08:49:37.000Z fresh
America/New_York asctime 1994-11-06T13:49:37.000Z stale
SEEN
