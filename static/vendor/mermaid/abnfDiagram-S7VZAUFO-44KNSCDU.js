throw new Error("./chunks/mermaid.core/abnfDiagram-S7VZAUFO.mjs is left out");
