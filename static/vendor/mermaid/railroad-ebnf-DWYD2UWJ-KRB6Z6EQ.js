import{a as r,b as o}from"./chunk-6P74RXQQ.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{r as RailroadEbnfModule,o as createRailroadEbnfServices};
