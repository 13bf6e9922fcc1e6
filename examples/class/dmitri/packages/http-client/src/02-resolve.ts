const dns = require('dns')
const net = require('net')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } }
    })
    const port = values.port ?? '80'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? 'www.google.com', port: +port, path: values.path ?? '/' }
  } catch {
    console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]')
    process.exit(2)
  }
}

const { host } = options()
const sock = new net.Socket()
console.log('Socket created')

dns.lookup(host, (err: any, ip: string) => {
  if (err) {
    console.error('Hostname could not be resolved (' + err.code + ')')
    process.exit(1)
  }
  console.log('The IP address of ' + host + ' is ' + ip)
})
