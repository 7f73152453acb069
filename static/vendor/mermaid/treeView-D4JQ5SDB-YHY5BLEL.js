import{a as e,b as r}from"./chunk-5LQFADQQ.js";import"./chunk-5XAVPHIO.js";import"./chunk-SQE76S5B.js";export{e as TreeViewModule,r as createTreeViewServices};
