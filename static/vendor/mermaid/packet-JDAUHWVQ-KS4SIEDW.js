import{a as e,b as r}from"./chunk-4FYRCFGX.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as PacketModule,r as createPacketServices};
