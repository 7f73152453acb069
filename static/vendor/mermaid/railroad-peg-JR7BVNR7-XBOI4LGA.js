import{a as e,b as r}from"./chunk-CJASBMEQ.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as RailroadPegModule,r as createRailroadPegServices};
