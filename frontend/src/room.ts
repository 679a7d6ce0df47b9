import './room/so-room.ts';
