// mis pruebas a mano, no es parte de la entrega
import { spawn } from 'node:child_process';

const servidor = spawn('npx', ['tsx', 'src/server.ts', '--port', '12007'], { stdio: 'inherit' });
setTimeout(() => servidor.kill(), 60_000);
