throw new Error("./chunks/mermaid.core/railroadDiagram-MRQ6NCDL.mjs is left out");
