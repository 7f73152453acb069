import{a as r,b as o}from"./chunk-3XQ53GLB.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{r as RailroadAbnfModule,o as createRailroadAbnfServices};
