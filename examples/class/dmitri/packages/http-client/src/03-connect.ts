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
    console.error('Usage: 03-connect [--host HOST] [--port PORT] [--path PATH]')
    process.exit(2)
  }
}

const { host, port } = options()
const sock = new net.Socket()
console.log('Socket created')

sock.on('error', (err: any) => {
  console.error('Error: ' + err.code)
  process.exit(1)
})

dns.lookup(host, { family: 4 }, (err: any, ip: string) => {
  if (err) {
    console.error('Hostname could not be resolved')
    process.exit(1)
  }
  console.log('The IP address of ' + host + ' is ' + ip)
  sock.connect(port, ip, () => {
    console.log('Socket connected to ' + host + ' on ip ' + ip)
    process.exit(0)
  })
})
