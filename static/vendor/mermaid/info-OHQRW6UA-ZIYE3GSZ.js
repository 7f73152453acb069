import{a as o,b as e}from"./chunk-F67CKDOM.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{o as InfoModule,e as createInfoServices};
