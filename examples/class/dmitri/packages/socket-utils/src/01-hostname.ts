const dns = require('dns')
const os = require('os')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' } }
    })
    const port = values.port ?? '80'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host, port: +port }
  } catch {
    console.error('Usage: 01-hostname [--host NAME] [--port PORT]')
    process.exit(2)
  }
}

const name = options().host ?? os.hostname()

dns.lookup(name, 4, (err: any, ip: string) => {
  if (err) {
    console.error('Error: ' + err.code)
    process.exit(1)
  }
  console.log('Host name [' + name + '] and ip [' + ip + ']')
})
