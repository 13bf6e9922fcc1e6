const fs = require('fs')
const path = require('path')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } }
    })
    if (values.port !== undefined && (!/^\d+$/.test(values.port) || +values.port > 65535)) throw new RangeError()
    return values
  } catch {
    console.error('Usage: 03-service-name [--port PORT] [--protocol tcp|udp]')
    process.exit(2)
  }
}

const names = new Map<string, string>()
for (const line of fs.readFileSync('/etc/services', 'utf8').split('\n')) {
  const words = line.replace(/#.*/, '').split(/\s+/).filter(Boolean
  if (words.length > 1 && !names.has(words[1])) names.set(words[1], words[0])
}

function tell(port: number, protocol: string) {
  const name = names.get(port + '/' + protocol)
  if (name) return console.log('Protocol ' + protocol + ', port ' + port + ' => name [' + name + ']')
  console.error('no service')
  process.exitCode = 1
}

const { port, protocol } = options()
if (port) {
  tell(+port, protocol ?? 'tcp')
} else {
  tell(25, 'tcp')
  tell(53, 'udp')
}
