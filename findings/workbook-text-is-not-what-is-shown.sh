#!/usr/bin/env bash
# Student numbers that a number format fills with zeros, and addresses that the spreadsheet turned into links.
# Packages: exceljs 4.4.0, node 24.21.0
# Guess: the text of a cell is what the sheet shows (00042), and an address is a string.
# Seen: text is "42"; the value of a linked address is an object, which a template prints as [object Object].
# Source: exceljs's README, interfaces: cell.value of a hyperlink is an object, cell.text; ECMA-376 part 1, §18.8.30
#   (numFmt).
# Why it matters: both columns are in every class list, and both identify the student.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 exceljs@4.4.0 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';

const workbook = new Excel.Workbook();
const sheet = workbook.addWorksheet('S');
sheet.getCell('A1').value = 42;
sheet.getCell('A1').numFmt = '00000';
sheet.getCell('B1').value = { text: 'ann@example.org', hyperlink: 'mailto:ann@example.org' };
const again = await new Excel.Workbook().xlsx.load(await workbook.xlsx.writeBuffer());
const [, number, address] = again.worksheets[0].getRow(1).values;
console.log(JSON.stringify(again.worksheets[0].getCell('A1').text), JSON.stringify(number), `${address}`);
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
"42" 42 [object Object]
SEEN
