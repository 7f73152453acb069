throw new Error("./chunks/mermaid.core/architectureDiagram-YGSQEFNW.mjs is left out");
