import{a as r,b as e}from"./chunk-VVSQZMRS.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{r as GitGraphModule,e as createGitGraphServices};
