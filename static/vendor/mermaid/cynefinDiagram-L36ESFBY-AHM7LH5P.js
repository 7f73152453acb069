throw new Error("./chunks/mermaid.core/cynefinDiagram-L36ESFBY.mjs is left out");
