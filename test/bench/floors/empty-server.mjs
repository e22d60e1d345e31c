// The least a start can be: an empty socket.io server that listens.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
new Server(server);
server.listen(0, '127.0.0.1', () => console.log('ready'));
