import { Client } from 'ntp-time';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
});
const timeout = Number(values.timeout ?? 5000);
const client = new Client(values.host ?? 'pool.ntp.org', Number(values.port ?? 123), { timeout });
let done = false;

// response = client.request(host)
client
  .syncTime()
  .then((response) => {
    done = true;
    // print(ctime(response.tx_time))
    console.log('Time = ' + response.time.toISOString());
  })
  .catch((error) => {
    done = true;
    console.error(error.message);
    process.exitCode = 1;
  });

// the Python version waits here
function wait() {
  if (done) return;
  console.log('waiting for the server...');
  setImmediate(wait);
}
wait();
