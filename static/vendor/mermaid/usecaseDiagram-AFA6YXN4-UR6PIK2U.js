throw new Error("./chunks/mermaid.core/usecaseDiagram-AFA6YXN4.mjs is left out");
