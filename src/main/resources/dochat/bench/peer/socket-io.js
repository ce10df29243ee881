// Socket.IO as its documentation has it: clients join rooms and say something there, and nothing is kept. Says in one line where it is; ends when standard input does.
const http = require('http').createServer();
const io = new (require('socket.io').Server)(http, { transports: ['websocket'] });
io.engine.on('connection', connection => { connection.request = null; }); // advised for many connections
io.on('connection', socket => {
  socket.on('join', (room, done) => { socket.join(room); done(); });
  socket.on('say', (room, message) => io.to(room).emit('said', message));
});
http.listen(0, '127.0.0.1', 4096, () => console.log(`Socket.IO is at http://127.0.0.1:${http.address().port}`));
process.stdin.on('end', () => process.exit()).resume();
