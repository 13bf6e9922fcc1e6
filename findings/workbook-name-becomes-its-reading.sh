#!/usr/bin/env bash
# A Japanese name with its reading above it, as spreadsheets keep it (phonetic run).
# Packages: exceljs 4.4.0, fflate 0.8.3, node 24.21.0
# Guess: the text of the cell is the name; the reading is a help for sorting.
# Seen: exceljs' streaming reader gives the reading in place of the name, its other reader the name.
# Source: ECMA-376 part 1, §18.4.6 (rPh): a phonetic run is a hint to the base text of the string item.
# Why it matters: large class lists are read by streams, and the student of that name is not found in any other list.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 exceljs@4.4.0 fflate@0.8.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Readable } from 'node:stream';

const workbook = new Excel.Workbook();
workbook.addWorksheet('S').getCell('A1').value = '山田';
const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer({ useSharedStrings: true })));
const name = 'xl/sharedStrings.xml';
const reading = '山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="0"/></si>';
const text = strFromU8(parts[name]).replace('山田</t></si>', reading);
const file = Buffer.from(zipSync({ ...parts, [name]: strToU8(text) }));
const loaded = await new Excel.Workbook().xlsx.load(file);
console.log('load', loaded.worksheets[0].getCell('A1').value);
for await (const sheet of new Excel.stream.xlsx.WorkbookReader(Readable.from([file]), { sharedStrings: 'cache' }))
  for await (const row of sheet) console.log('stream', row.getCell(1).value);
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
load 山田
stream ヤマダ
SEEN
