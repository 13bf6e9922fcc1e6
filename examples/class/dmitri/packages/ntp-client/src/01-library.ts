const { Client } = require('ntp-time')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } }
    })
    const port = values.port ?? '123'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? 'pool.ntp.org', port: +port, timeout: +(values.timeout ?? 5000) }
  } catch {
    console.error('Usage: 01-library [--host HOST] [--port PORT] [--timeout MS]')
    process.exit(2)
  }
}

const { host, port, timeout } = options()

new Client(host, port, { timeout })
  .syncTime()
  .then((packet: any) => {
    // our clock plus the offset
    console.log('Time = ' + new Date(Date.now() + packet.t * 1000).toISOString())
  })
  .catch((err: any) => {
    console.error('Error: ' + err.message)
    process.exit(1)
  })
