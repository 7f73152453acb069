import{a as r,b as e}from"./chunk-GRD5UWEE.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{r as RadarModule,e as createRadarServices};
