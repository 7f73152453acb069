import{a as e,b as o}from"./chunk-AQC7AZ3M.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as EventModelingModule,o as createEventModelingServices};
