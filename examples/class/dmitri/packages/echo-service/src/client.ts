import * as net from 'net'
import * as readline from 'readline'
import { parseArgs } from 'util'

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
const host = values.host ?? '127.0.0.1'
const port = Number(values.port)

console.log(`Connecting to ${host} port ${port}`)
const sock = net.connect(port, host, () => {
  const rl = readline.createInterface({ input: process.stdin })
  rl.once('line', line => {
    const message = Buffer.from(line)
    let count = 0
    console.log('Sending ' + line)
    sock.write(message)
    sock.on('data', (data: Buffer) => {
      for (let i = 0; i < data.length; i += 16 {
        console.log('Received: ' + data.subarray(i, i + 16))
      }
      count += data.length
      if (count >= message.length) {
        console.log('Closing connection to the server')
        sock.destroy()
      }
    })
    rl.close()
  })
})
