// Loaded into the server by `node --import`: ends it gently when the process that started it is gone, however that happened.
import { Socket } from 'node:net';

// Half open on purpose: a socket that is closed for writing makes the starter's Node close its end after a while.
const line = new Socket({ fd: 3, readable: true, writable: true, allowHalfOpen: true });
line.on('error', () => {});
line.once('end', () => process.kill(process.pid, 'SIGTERM'));
line.resume();
line.unref();
