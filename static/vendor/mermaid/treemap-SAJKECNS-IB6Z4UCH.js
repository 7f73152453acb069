import{a as e,b as r}from"./chunk-AHXG26IY.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as TreemapModule,r as createTreemapServices};
