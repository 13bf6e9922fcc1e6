const dns = require('dns')
const { parseArgs } = require('util')

function options() {
  try {
    const { values, positionals } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } },
      allowPositionals: true
    })
    const port = values.port ?? '0'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return positionals
  } catch {
    console.error('Usage: 02-resolve [NAME...]')
    process.exit(2)
  }
}

const names: string[] = options()
if (names.length === 0) names.push('localhost')
let failures = 0

// one after another: the callback of a name asks for the next one
function next(i: number) {
  if (i === names.length) return process.exit(failures ? 1 : 0)
  dns.lookup(names[i], { family: 4, all: true }, (err: any, found: { address: string }[]) => {
    if (err) {
      failures++
      console.error('Error: ' + names[i] + ' ' + err.code)
    } else {
      console.log('IP address [' + found[0].address + '] of [' + names[i] + ']')
    }
    next(i + 1)
  })
}

next(0)
