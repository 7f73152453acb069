import{a as e,b as r}from"./chunk-UKSORFQU.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as PieModule,r as createPieServices};
